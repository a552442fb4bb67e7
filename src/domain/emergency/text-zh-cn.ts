/**
 * The emergency cards in simplified Chinese, the language that the others follow. Short, one deed a line, for a colleague
 * without medical training; nothing here names an illness or replaces what the emergency line says.
 */
import type { EmergencyText } from './text.ts'

export const text: EmergencyText = {
  rules: '这是本店自己的规定，不是医疗建议，也不作诊断。接通急救电话后，照接线员说的做。',
  cards: {
    fainting: {
      name: '晕倒',
      steps: {
        stop: '关蒸汽，打开瓮，喊一位同事，两个人把顾客稳稳扶出来',
        lay: '在凉快通风的地方放平，双腿垫高，盖好浴巾',
        breathe: '叫称呼、轻拍肩膀，看胸口有没有起伏；要吐就让头和身体侧过来',
        call: '叫不醒、呼吸不对、摔到了头，或一分钟还没醒：马上打 {ambulance}',
        nothingByMouth: '完全清醒之前，不喂水、不喂吃的；清醒了也慢慢坐起',
        stay: '一直有人陪着，今天不再蒸',
      },
    },
    chestPain: {
      name: '胸口痛',
      steps: {
        stop: '关蒸汽，打开瓮，两个人扶出来，不让顾客自己走',
        call: '马上打 {ambulance}，不要等它自己好',
        sit: '让顾客半靠着坐下，松开身上的东西，不走动、不说太多话',
        ownMedicine: '医生给顾客开过药、带在身上的，请顾客自己按医嘱用；我们不给药，不喂吃喝',
        stay: '一直陪着。没有反应、没有正常呼吸：再打 {ambulance}，照着做胸外按压，去拿除颤仪',
        meet: '请一位同事到门口等救护车，留好路',
      },
    },
    heatStroke: {
      name: '中暑',
      steps: {
        stop: '关蒸汽，打开瓮，两个人扶出来，到凉快的地方',
        call: '说话不清、站不稳、叫不醒、抽动：马上打 {ambulance}，边打边降温',
        cool: '擦凉水、扇风，凉毛巾放在脖子、腋下、大腿根，常换',
        lay: '放平，双腿垫高；要吐或不清醒，就侧躺',
        drink: '清醒、不想吐，才小口喝凉水或淡盐水；否则什么都不喂',
        stay: '一直有人陪着，看着好起来没有，今天不再蒸',
      },
    },
    lowSugar: {
      name: '低血糖',
      steps: {
        stop: '关蒸汽，打开瓮，扶出来坐稳',
        awake: '叫称呼，问一句话：清不清醒，能不能咽',
        sugar: '清醒、能咽：小口喝葡萄糖水或含糖饮料，大半杯',
        notAwake: '不清醒或咽不下：什么都不喂，侧躺，马上打 {ambulance}',
        again: '十五分钟没有好转：再喝一次，打 {ambulance}',
        rest: '好了以后吃一点东西，歇够再走，今天不再蒸',
      },
    },
    burn: {
      name: '烫伤',
      steps: {
        stop: '关蒸汽，离开热的东西',
        cool: '马上用流动的凉水冲，冲够 15 到 20 分钟，身上其他地方盖暖',
        loosen: '一边冲一边轻轻取下首饰、湿热的衣物；粘住的不要扯',
        never: '不放冰，不抹牙膏、酱油、油膏，不挑水泡',
        cover: '冲好以后，用干净不掉毛的布松松盖住',
        call: '比手掌大，或在脸、手、脚、关节、私处，或发白、起大水泡：打 {ambulance}',
      },
    },
    bleeding: {
      name: '出血',
      steps: {
        stop: '关蒸汽，扶出来坐下或躺下，戴好手套',
        press: '用干净的布用力压住伤口，连着压十分钟，不松开看',
        raise: '能抬的，抬到比心口高；疑心断了骨头就不抬',
        more: '血渗出来就再叠一块布接着压；扎在里面的东西不拔',
        call: '压不住、往外喷，或人发冷、发白、没精神：马上打 {ambulance}',
        nose: '流鼻血：坐着身体前倾，捏住鼻翼十分钟，用嘴呼吸',
      },
    },
    fall: {
      name: '摔倒',
      steps: {
        still: '先别扶起来。蹲下，问哪里痛、能不能动',
        stop: '瓮还开着就关蒸汽；地上有水先擦干，请别人绕开',
        neck: '脖子或背痛、手脚发麻、叫不醒：不要挪动，打 {ambulance}；只有留在原地更危险才挪',
        head: '撞了头、想吐、越来越困、说话不清：打 {ambulance}',
        rise: '都没有：先慢慢坐起，歇一会儿，两边扶着再站',
        cold: '肿了、痛了的地方，隔着毛巾冷敷，先不揉不按',
      },
    },
    fire: {
      name: '着火',
      steps: {
        shout: '大声喊「着火了，跟我走」，让每间房都听见',
        call: '打 {fire}：说清地址、什么在烧、有没有人没出来',
        out: '按名单的顺序把顾客带出瓮，关蒸汽，裹好浴巾、穿上鞋',
        way: '走楼梯，不坐电梯；有烟就低下身，湿毛巾捂住口鼻，出来随手关门',
        small: '火很小、身后有退路，才用灭火器；电器不泼水',
        count: '到了外面，一个一个叫名字点人数；谁都不再回去',
      },
    },
    powerCut: {
      name: '停电',
      steps: {
        light: '打开平板或手机的手电，告诉顾客「停电了，我在这里」；不点蜡烛',
        out: '按名单的顺序，一位一位打开瓮、扶出来',
        switches: '每只瓮和蒸汽发生器的开关都拨到关，来电时就不会自己热起来',
        others: '看一遍淋浴间、卫生间、休息处，还有没有人',
        warm: '裹好浴巾，慢慢走，小心地滑；不坐电梯',
        phone: '打给店长；有人困在电梯里、闻到焦味：打 {fire}',
        back: '来电以后，一只一只检查过再开',
      },
    },
  },
}
