/** The first wording of consent in English. Frozen: guests have decided by it. */
import type { WordingText } from '../wording.ts'

const TAKE_BACK =
  'You can take it back at any time: tell your consultant or the front desk, no reason needed. What was kept before stays until you ask us to erase it.'
const HOW_LONG =
  'Until you ask us to erase it, and never longer than the time that {shop} states. You can look at it, or take a copy, whenever you like.'

export const text: WordingText = {
  guardian: 'This guest is under 14. A parent or other guardian reads this first, and decides for the child.',
  purposes: {
    record: {
      title: 'May we keep a record of your visits?',
      what: 'How you like to be called, how to reach you, when you were here, which steps were done, and what you tell us about your condition and how you felt.',
      why: 'So that your consultant knows what to be careful about, need not ask everything again, and can book and follow up.',
      care: '{shop} looks after it. Your condition is sensitive personal information, and a leak would trouble you: it is kept encrypted, seen only by those who look after you and the manager, and given to nobody outside the shop.',
      howLong: HOW_LONG,
      ifNo: 'If you say no, you are served all the same: under a number, without your name. For your safety we still ask what must be asked, and write down only “fine” or “not today”.',
      takeBack: TAKE_BACK,
    },
    readings: {
      title: 'May we keep your blood pressure and check readings?',
      what: 'Blood pressure, pulse and the CCT check, taken before and after the service.',
      why: 'To see whether steaming suits you today, and to compare with last time. We observe and record; it is no diagnosis.',
      care: '{shop} looks after them. Readings are sensitive personal information, and a leak would trouble you: they are kept encrypted, seen only by those who look after you and the manager, and given to nobody outside the shop.',
      howLong: HOW_LONG,
      ifNo: 'If you say no, you are served all the same. The reading is for your safety, so it is still taken, but we only look whether it is within the shop’s range and write down “passed” or “not passed”. The numbers are not kept.',
      takeBack: TAKE_BACK,
    },
    photos: {
      title: 'May we take a photo to keep?',
      what: 'Only of the colour of sweat on the towel, never of your face or body.',
      why: 'To compare with it next time. We observe; it is no diagnosis.',
      care: '{shop} looks after it. It lies with your record, encrypted, seen only by those who look after you and the manager, and is sent nowhere.',
      howLong: HOW_LONG,
      ifNo: 'If you say no, no photo is taken: we look at the towel together, and nothing else changes.',
      takeBack: TAKE_BACK,
    },
    marketing: {
      title: 'May we tell you about offers?',
      what: 'We would use how you like to be called, your phone number and when you usually come; never your condition or readings.',
      why: 'To call or message you when an offer or event suits you.',
      care: '{shop} contacts you itself and gives your number to nobody.',
      howLong: 'Until you take it back. You can see what we use whenever you like.',
      ifNo: 'If you say no, we do not contact you; service and prices stay the same.',
      takeBack: TAKE_BACK,
    },
  },
}
