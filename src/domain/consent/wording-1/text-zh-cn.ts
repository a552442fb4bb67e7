/** The first wording of consent in simplified Chinese, which the others follow. Frozen: guests have decided by it. */
import type { WordingText } from '../wording.ts'

const TAKE_BACK =
  '随时可以撤回，告诉为您服务的顾问或前台就行，不用说理由。撤回不影响之前的记录；要不要删除，由您决定。'
const HOW_LONG = '保存到您要求删除为止，最长不超过{shop}公布的保存期限。您随时可以查看，也可以要一份带走。'

export const text: WordingText = {
  guardian: '这位顾客未满 14 周岁。请父母或其他监护人先看，再替孩子决定。',
  purposes: {
    record: {
      title: '可以为您建一份服务档案吗？',
      what: '记下您的称呼、联系方式、到店时间、做过哪些步骤，还有您告诉我们的身体情况和感受。',
      why: '这样顾问才知道要特别留意什么，下次来不用重新问一遍，也方便预约和回访。',
      care: '由{shop}负责保管。身体情况属于敏感个人信息，外泄会打扰到您，所以加密保存，只给为您服务的人和店长看，不交给店外任何人。',
      howLong: HOW_LONG,
      ifNo: '不同意，服务照样做：只用一个编号，不写姓名。为了安全，该问的仍会当面问，只记“可以”或“不可以”。',
      takeBack: TAKE_BACK,
    },
    readings: {
      title: '可以保存您的血压和检测数值吗？',
      what: '保存服务前后量的血压、脉搏和 CCT 检测数值。',
      why: '看看今天适不适合入瓮，也好和上一次对比。只是观察和记录，不是诊断。',
      care: '由{shop}负责保管。这些数值属于敏感个人信息，外泄会打扰到您，所以加密保存，只给为您服务的人和店长看，不交给店外任何人。',
      howLong: HOW_LONG,
      ifNo: '不同意，服务照样做。数值关系到您的安全，所以仍会量，但只看在不在店里规定的范围内，记“通过”或“未通过”，数值不留下。',
      takeBack: TAKE_BACK,
    },
    photos: {
      title: '可以拍照留存吗？',
      what: '只拍毛巾上的汗色，不拍您的脸和身体。',
      why: '下次来时可以对比着看。只是观察，不是诊断。',
      care: '由{shop}负责保管。照片和您的档案放在一起，加密保存，只给为您服务的人和店长看，不发到任何地方。',
      howLong: HOW_LONG,
      ifNo: '不同意就不拍，当面看一看就好，服务不受影响。',
      takeBack: TAKE_BACK,
    },
    marketing: {
      title: '可以告诉您店里的活动吗？',
      what: '用到您的称呼、电话和来店习惯，不用身体情况和数值。',
      why: '有适合您的优惠或活动时，打电话或发消息告诉您。',
      care: '由{shop}自己联系，不把您的号码交给别人。',
      howLong: '用到您撤回为止。您随时可以查看我们用了哪些信息。',
      ifNo: '不同意就不联系，服务和价格都不受影响。',
      takeBack: TAKE_BACK,
    },
  },
}
