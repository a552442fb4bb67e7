/** The first wording of consent in traditional Chinese. Frozen: guests have decided by it. */
import type { WordingText } from '../wording.ts'

const TAKE_BACK =
  '隨時可以撤回，跟為您服務的顧問或櫃檯說一聲就好，不必說明理由。撤回不影響先前的紀錄；要不要刪除，由您決定。'
const HOW_LONG = '保存到您要求刪除為止，最長不超過{shop}公布的保存期限。您隨時可以查看，也可以索取一份。'

export const text: WordingText = {
  guardian: '這位客人未滿 14 歲。請父母或其他監護人先看過，再替孩子決定。',
  purposes: {
    record: {
      title: '可以為您建立服務紀錄嗎？',
      what: '記下您的稱呼、聯絡方式、到店時間、做過哪些步驟，還有您告訴我們的身體狀況和感受。',
      why: '這樣顧問才知道要特別留意什麼，下次來不必重新問一遍，也方便預約和回訪。',
      care: '由{shop}負責保管。身體狀況屬於敏感個人資料，外洩會造成您的困擾，所以加密保存，只給為您服務的人和店長看，不交給店外任何人。',
      howLong: HOW_LONG,
      ifNo: '不同意，服務照樣進行：只用一個編號，不寫姓名。為了安全，該問的仍會當面問，只記「可以」或「不可以」。',
      takeBack: TAKE_BACK,
    },
    readings: {
      title: '可以保存您的血壓和檢測數值嗎？',
      what: '保存服務前後量的血壓、脈搏和 CCT 檢測數值。',
      why: '看看今天適不適合入甕，也好和上一次對照。只是觀察和記錄，不是診斷。',
      care: '由{shop}負責保管。這些數值屬於敏感個人資料，外洩會造成您的困擾，所以加密保存，只給為您服務的人和店長看，不交給店外任何人。',
      howLong: HOW_LONG,
      ifNo: '不同意，服務照樣進行。數值關係到您的安全，所以仍會量，但只看在不在店裡規定的範圍內，記「通過」或「未通過」，數值不留下。',
      takeBack: TAKE_BACK,
    },
    photos: {
      title: '可以拍照留存嗎？',
      what: '只拍毛巾上的汗色，不拍您的臉和身體。',
      why: '下次來時可以對照著看。只是觀察，不是診斷。',
      care: '由{shop}負責保管。照片和您的紀錄放在一起，加密保存，只給為您服務的人和店長看，不傳到任何地方。',
      howLong: HOW_LONG,
      ifNo: '不同意就不拍，當面看一看就好，服務不受影響。',
      takeBack: TAKE_BACK,
    },
    marketing: {
      title: '可以告訴您店裡的活動嗎？',
      what: '會用到您的稱呼、電話和來店習慣，不用身體狀況和數值。',
      why: '有適合您的優惠或活動時，打電話或傳訊息告訴您。',
      care: '由{shop}自己聯絡，不把您的號碼交給別人。',
      howLong: '用到您撤回為止。您隨時可以查看我們用了哪些資料。',
      ifNo: '不同意就不聯絡，服務和價格都不受影響。',
      takeBack: TAKE_BACK,
    },
  },
}
