/**
 * The words of NIC-01/A in English. Ids as in structure.ts; labels speak to the consultant, `say` to the guest.
 */
import type { ProcedureText } from '../text.ts'

export const text: ProcedureText = {
  name: 'Steam-urn guest service',
  stages: {
    A1: { name: 'Booking', short: 'Booking' },
    A2: { name: 'Arrival', short: 'Arrival' },
    A3: { name: 'Registration', short: 'Registration' },
    A4: { name: 'Consultation and check', short: 'Consultation' },
    A4R: { name: 'Preheating the urn', short: 'Preheat' },
    A5: { name: 'Preparation before steaming', short: 'Preparation' },
    A5R: { name: 'Preparing the care room', short: 'Room ready' },
    A6: { name: 'Steaming', short: 'Steaming' },
    A7: { name: 'After steaming', short: 'After steam' },
    A8: { name: 'Rest and massage', short: 'Massage' },
    A9: { name: 'Leaving the care room', short: 'Leaving room' },
    A9R: { name: 'Turnover: disinfect and lay', short: 'Disinfect' },
    A10: { name: 'Lounge follow-up', short: 'Follow-up' },
    A11: { name: 'Front-desk farewell', short: 'Farewell' },
    A12: { name: 'Turnover: tidy', short: 'Tidy' },
    A13: { name: 'Filing the record', short: 'Filing' },
  },
  steps: {
    'A1.1-basis': {
      label: 'Booked by card date, last visit and the day’s schedule',
      hint: 'Carried over from the booking',
    },
    'A1.2-register': {
      label: 'Entered in the booking register',
      hint: 'Always for trial guests and those who book themselves; same-day ones are marked',
    },
    'A1.3-ahead': {
      label: 'Booked by the consultant, one day ahead',
      hint: 'Same-day bookings are entered too, and marked',
    },

    'AN3-mask': { label: 'Mask and gloves on' },
    'A2.1-greet': { label: 'Go to the front desk and greet', say: 'Hello, and welcome to {shop}!' },
    'A2.2-address': {
      label: 'Greet by their form of address',
      hint: 'Once a card is opened, the guest is always known by name',
    },
    'A2.2-learn': { label: 'Ask how they like to be called; remember the face' },
    'A2.2-features': { label: 'Features and preferences' },

    'A3.1-arrival': { label: 'Mark the time of arrival', hint: 'The tablet fills in the time' },
    'D8-card': {
      label: 'Take the VIP card; it goes back at farewell',
      hint: 'Not brought along? Mark it as not done',
    },
    'A3.2-seat': {
      label: 'Offer a seat',
      options: { lounge: 'Lounge', consultationRoom: 'Consultation room' },
    },

    'A4.1-water': { label: 'Pour a cup of water first' },
    'A4.2-outline': {
      label: 'Outline the whole visit',
      say: 'First I’ll take your blood pressure and run a check; then some water, a shower and the urn. You’ll steam for about half an hour, I’ll look in every five minutes, and afterwards you rest and have a massage.',
    },
    'A4.2-first': {
      label: 'First time: one more thing',
      say: 'As it’s your first time, there’s no need to push yourself. Whenever you want to stop, just tell me and we stop.',
    },
    'A4.2-condition': {
      label: 'How they are today',
      hint: 'Choose any; decides where the hands rest and whether salt and glucose are at hand',
      missing: 'Not yet asked how they are today',
      options: {
        ordinary: 'As usual',
        weak: 'Weak and cold',
        lowSugar: 'Prone to low sugar',
        liver: 'Care for the liver',
        stomach: 'Care for the stomach',
        kidneys: 'Care for back and kidneys',
      },
    },
    'A4.2-contraindications': {
      label: 'Anything that speaks against steaming',
      say: 'For your safety, a few questions first. Any fever, alcohol or open wound today? Any heart trouble? Might you be pregnant? Do you take any medicine?',
      hint: 'The first eight: never, decline kindly. The rest: with the manager’s approval',
      missing: 'Not yet asked what speaks against steaming',
      options: {
        none: 'None of these',
        pregnant: 'Pregnant',
        heart: 'Heart disease',
        implant: 'Pacemaker',
        stroke: 'Past stroke or seizures',
        fever: 'Fever or acutely unwell',
        bleeding: 'Bleeding now',
        wound: 'Open wound',
        alcohol: 'Alcohol today',
        pressure: 'History of high or low pressure',
        diabetes: 'Diabetes',
        medicine: 'Regular medicine',
        surgery: 'Surgery in the last six months',
        skin: 'Skin trouble',
        period: 'Period',
        age: 'Under 18 or over 70',
        meal: 'Empty stomach or just eaten',
      },
    },
    'A4.2-apart': {
      label: 'How linen is gathered',
      hint: 'Seen by staff only; usually nothing to choose',
      options: { ordinary: 'As usual', apart: 'Kept apart' },
    },
    'A4.3-identity': {
      label: 'Check who it is: name and phone',
      say: 'May I check your full name, and the last four digits of your phone number?',
      hint: 'Look twice where guests share a name',
      missing: 'Guest not confirmed before blood pressure',
      options: { same: 'This is the guest', other: 'Someone else' },
    },
    'A4.3-bp': {
      label: 'Measure blood pressure',
      hint: 'Let them sit quietly for a moment first',
      missing: 'Blood pressure has not been measured',
      options: { systolic: 'Systolic', diastolic: 'Diastolic', pulse: 'Pulse' },
    },
    'A4.4-cct': {
      label: 'CCT check',
      missing: 'The CCT check has not been done',
      options: { score: 'Total score' },
    },
    'A4.4-note': { label: 'Notes on the CCT check' },
    'A4.2-consent': {
      label: 'Guest signs the consent',
      say: 'Here are the cautions for today and the consent form. Please read it through, and if all is well, sign here.',
      hint: 'Sign on the screen, or record a signed paper form',
      missing: 'The consent has not been signed',
    },
    'A4.6-sit': {
      label: 'Ask them to sit a moment',
      say: 'Please sit for a moment while I get your room ready.',
    },
    'A4.7-warm': { label: 'Keep the guest warm', hint: 'A blanket, hot water, a seat out of the draught' },

    'A4.7-preheat-winter': {
      label: 'Preheat the urn, winter: 10–15 min',
      hint: 'Counted back from entry; only once the alcohol has aired off',
    },
    'A4.7-preheat-summer': {
      label: 'Preheat the urn, summer: 5 min',
      hint: 'Counted back from entry; only once the alcohol has aired off',
    },
    'A4.8-temperature': {
      label: 'Temperature, kept at 20–25 °C',
      hint: 'Recorded once before entry; outside it is only pointed out',
      options: { degrees: 'Temperature' },
    },
    'A4.8-where': {
      label: 'Measured where',
      options: { room: 'Room temperature', urn: 'Urn temperature' },
    },

    'A5.6-invite': {
      label: 'Invite them into the care room',
      say: 'Your room is ready. Please come with me.',
    },
    'A5.7-ask': {
      label: 'Water first, then the step',
      say: 'Please drink two cups of rock water first, then step up and down here five times. I’ll hold your arm.',
    },
    'A5.7-water': { label: 'Water before, at least 2 cups', missing: 'Fewer than two cups drunk so far' },
    'A5.7-balance': {
      label: 'Balance test, five rounds on the step',
      hint: 'Unsteady means no steaming today',
      missing: 'The balance test has not been done',
      options: { steady: 'Steady', unsteady: 'Unsteady' },
    },
    'A5.8-tell': {
      label: 'Before the shower: belongings',
      say: 'Before your shower, please put jewellery and watch into the jewellery box, and lock it away with your handbag. You keep the key.',
    },
    'A5.9-warm-water': { label: 'Set the shower’s temperature' },
    'A5.9-cap': { label: 'Help her wrap her hair in the cap' },
    'A5.8-locker': {
      label: 'Jewellery boxed, valuables in the locker',
      missing: 'Belongings are not locked away yet',
      options: { locked: 'Locked', companion: 'With their companion', nothing: 'Nothing to store' },
    },
    'A5.8-items': { label: 'Locker number and items' },
    'A5.9-shower': { label: 'Shower, 3–5 min' },
    'A5.9-identity': {
      label: 'Before the urn: check the guest again',
      missing: 'Guest not confirmed before the urn',
      options: { same: 'This is the guest', other: 'Someone else' },
    },
    'A5.9-enter': {
      label: 'Entering with care',
      say: 'Step in slowly and hold on, so that you don’t graze yourself. Once you’re seated, let everything relax.',
    },
    'A5.9-hands-liver': {
      label: 'Hands: over the liver',
      say: 'Please rest both hands over your liver and turn your thumbs slowly in reverse.',
    },
    'A5.9-hands-stomach': {
      label: 'Hands: upper belly',
      say: 'Please lay both hands on your upper belly, without pressing; just follow your breath.',
    },
    'A5.9-hands-kidneys': {
      label: 'Hands: lower back',
      say: 'Please rest both palms on your lower back, and let them warm it.',
    },
    'A5.9-hands': {
      label: 'Hands: on the knees',
      say: 'Please rest your hands lightly on your knees and let your shoulders drop.',
    },
    'A5.9-feet': {
      label: 'Against scalding',
      say: 'Please keep both feet on the foot towel all the time; beside it, it is hot.',
    },
    'A5.9-call': {
      label: 'Thirsty or dizzy: say so',
      say: 'If you’re thirsty, ask me for rock water. If you feel dizzy or unwell, tell me at once; I’m right here.',
    },
    'A5.9-settings': {
      label: 'Explain settings and time',
      say: 'We’ll use one or two settings: 1 is mild, 2 makes you sweat more, 3 is the hottest. It takes about half an hour, and we can change it at any time.',
    },
    'A5.10-towels': {
      label: 'Show the towels',
      say: 'As you see, the towels are clean and white, and every one is disinfected.',
    },
    'A5.10-sweat': {
      label: 'About the sweat’s colour',
      say: 'The colour of your sweat will stay on the towel. I’ll show it to you later: we look at it together and write it down, no more.',
      hint: 'Observed and recorded, nothing more',
    },
    'A5.10-ready': {
      label: 'Ready? Which setting?',
      say: 'Is everything clear? When you’re ready: which setting would you like, and for how long?',
    },
    'A5.11-start': {
      label: 'Guest in the urn: start the clock',
      hint: 'Setting and time as the guest wishes, 30 min at most',
      missing: 'Steaming has not started',
      options: { '1': 'Setting 1', '2': 'Setting 2', '3': 'Setting 3' },
    },

    'A5.1-supplies': {
      label: 'Lay the standard set',
      hint: 'The turnover laid the base set; for women add the cap and the shawl',
      options: {
        footMat: 'Foot mat in the urn',
        sweat: 'Wiping sweat',
        seat: 'Seat in the urn',
        neck: 'Neck wrap',
        spareTowel: 'Spare towel',
        hair: 'Wrapping the hair',
        chairBack: 'Back of the sauna chair',
        bed: 'Massage bed',
        stool: 'Stool in the negative-ion urn',
        wrap: 'Body wrap after steaming',
        shawl: 'Shawl for the upper body',
        spareBathTowel: 'Spare bath towel',
        robe: 'After the shower',
        slippers: 'On entering the room',
      },
    },
    'A5.2-clean': {
      label: 'Urn disinfected, aired, no odour',
      hint: 'Any odour: air it again. No heat before the alcohol is gone',
      missing: 'Not yet confirmed that the urn is disinfected and odour-free',
      options: { clean: 'Clean, no odour', notYet: 'Not yet' },
    },
    'A5.2-generator': { label: 'Steam generator works' },
    'A5.3-water': {
      label: 'Enough rock water, one straw',
      hint: 'At least 2 cups before, 3–5 during, 2–3 after',
    },
    'A5.3-salt': { label: 'Salt and glucose at hand' },
    'A5.4-stool': { label: 'Stool set to the guest’s height' },
    'A5.5-room': {
      label: 'TV, aroma lamp, water dispenser, lights on',
      hint: 'And a little air freshener',
    },
    'A5.5-media': {
      label: 'What to play',
      options: { film: 'Product film', music: 'Soft music', quiet: 'Nothing' },
    },

    'A6.1-check': {
      label: 'Check: urn wall, how it feels, earlobes, sweat',
      say: 'How are you feeling? Thirsty? At all dizzy?',
      hint: 'Light hands, low voice, few words',
      missing: 'A check was not recorded',
      options: {
        thirsty: 'Thirsty',
        dizzy: 'Dizzy',
        setting: 'Change setting',
        saltWater: 'Salt water',
        toilet: 'Toilet',
        colleague: 'Call a colleague',
      },
    },
    'A6.1-between': {
      label: 'Noticed between two checks',
      options: {
        thirsty: 'Thirsty',
        dizzy: 'Dizzy',
        setting: 'Change setting',
        saltWater: 'Salt water',
        toilet: 'Toilet',
        colleague: 'Call a colleague',
      },
    },
    'A6.2-water': {
      label: 'Water during steaming',
      say: 'Here is your water. Drink slowly, through the straw.',
      hint: 'Usually 3–5 cups',
    },
    'A6.3-drink': {
      label: 'Given when feeling weak',
      options: { saltWater: 'Salt water', glucose: 'Glucose' },
    },
    'A6.4-change': {
      label: 'Change setting or time',
      say: 'Is the heat right for you? Shall I change it, or the time?',
      hint: 'Never more than 30 min in all',
    },
    'A6.5-continue': {
      label: '20 minutes: ask whether to go on',
      say: 'That’s twenty minutes. Would you like to go on? If not, we’ll stop here.',
      missing: 'Not yet asked whether to go on',
      options: { goOn: 'Go on', stop: 'Stop' },
    },
    'A6.6-until': {
      label: 'Going on',
      say: 'Good, a little longer then. At thirty minutes I’ll switch it off.',
    },
    'A6.6-off': {
      label: 'Switch the urn off',
      hint: 'Confirm once it is off; the true time is kept',
      missing: 'Not yet confirmed that the urn is off',
    },

    'A7.2-support': {
      label: 'Support the guest out: on which side are you?',
      hint: 'The drop in temperature can make them faint; never let go',
      missing: 'The guest has not been supported out yet',
      options: { left: 'Their left side', right: 'Their right side' },
    },
    'A7.3-right-foot': {
      label: 'Right foot first',
      say: 'I have your left side. Please step down with your right foot first, slowly.',
    },
    'A7.3-left-foot': {
      label: 'Left foot first',
      say: 'I have your right side. Please step down with your left foot first, slowly.',
    },
    'A7.1-wrap': { label: 'Bath towel around the body' },
    'A7.1-shawl': { label: 'A second one around her shoulders' },
    'A7.4-chair': { label: 'Help them to the sauna chair' },
    'A7.4-show': {
      label: 'Show the sweat’s colour at once, in detail',
      say: 'Look, this is the colour your sweat left on the towel. I’ll note it down, so that we can compare next time.',
    },
    'A7.8-colour': {
      label: 'Colour of the sweat on the towels',
      hint: 'Only what you see; choose any',
      missing: 'The sweat’s colour has not been recorded',
      options: {
        clear: 'Colourless',
        paleYellow: 'Pale yellow',
        yellow: 'Yellow',
        brown: 'Brown',
        grey: 'Grey',
        other: 'Other',
      },
    },
    'A7.8-photo': { label: 'Photograph the towels' },
    'A7.4-note': { label: 'Where the sweat was, what was said' },
    'A7.5-water': {
      label: 'Water after steaming',
      say: 'Two or three more cups of rock water will bring out the rest of the sweat.',
      hint: 'Usually 2–3 cups',
      missing: 'Water after steaming has not been recorded',
    },
    'A7.6-rest': { label: 'Rest, 20–25 min' },
    'A7.7-tired': {
      label: 'Is the guest tired?',
      hint: 'Tired: rest on, no shower',
      options: { fresh: 'Not too tired', tired: 'Tired, no shower' },
    },
    'A7.9-slip': {
      label: 'Cautions for the shower',
      say: 'You can shower now; the water is set. The floor is slippery, so please hold on and take your time.',
    },
    'A7.7-shower': { label: 'The guest showers' },
    'A7.10-robe': { label: 'Back to the room in the disposable robe' },

    'A8.1-kind': { label: 'Which massage', options: { head: 'Head', body: 'Body' } },
    'A8.1-massage': { label: 'Relaxation massage, 15 min' },
    'A8.1-course': { label: 'The course of their card' },
    'A8.2-fit': {
      label: 'Pressure and areas fit the guest',
      say: 'Is the pressure right? Tell me if it’s too much or too little.',
    },
    'A8.2-note': { label: 'Where, and how firmly' },
    'A8.3-bookings': {
      label: 'Bookings to come',
      hint: 'Left open, the guests in the shop now are counted; four or more are many',
      options: { few: 'Few', many: 'Many' },
    },
    'A8.3-sleep': {
      label: 'They may sleep a while',
      say: 'If you’re tired, sleep here for a while. I’ll wake you in time.',
    },
    'A8.4-lounge': {
      label: 'Rest in the lounge',
      say: 'Please come and rest in the lounge; I’ll do the after-check with you there.',
    },

    'A9.1-remind': {
      label: 'Remind them of their belongings',
      say: 'Do you have everything? Watch, jewellery, phone, bag?',
    },
    'A9.1-locker': { label: 'Locker and jewellery box are empty' },

    'A9.2-gather': { label: 'Used items gathered in one place' },
    'A9.2-apart': { label: 'This set kept apart from the others', hint: 'Against cross-infection' },
    'A9.3-open': { label: 'Urn door open' },
    'A9.3-disinfect': {
      label: 'Urn disinfected',
      missing: 'The urn has not been disinfected',
      options: { alcohol: 'Wiped with alcohol', run: 'Run for 2 min' },
    },
    'A9.3-run': { label: 'Disinfecting run, 2 min' },
    'A9.3-air': { label: 'Urn aired, alcohol gone', hint: 'No heat before it is gone' },
    'A9.4-base-set': {
      label: 'Lay the base set for the next guest',
      hint: 'The same for everyone; additions for women come later',
      options: {
        footMat: 'Foot mat in the urn',
        sweat: 'Wiping sweat',
        seat: 'Seat in the urn',
        neck: 'Neck wrap',
        spareTowel: 'Spare towel',
        chairBack: 'Back of the sauna chair',
        bed: 'Massage bed',
        stool: 'Stool in the negative-ion urn',
        wrap: 'Body wrap after steaming',
        spareBathTowel: 'Spare bath towel',
        robe: 'After the shower',
        slippers: 'On entering the room',
      },
    },

    'A10.1-bp': {
      label: 'Blood pressure again',
      missing: 'Blood pressure after has not been measured',
      options: { systolic: 'Systolic', diastolic: 'Diastolic', pulse: 'Pulse' },
    },
    'A10.1-cct': {
      label: 'CCT check again',
      missing: 'The CCT check after has not been done',
      options: { score: 'Total score' },
    },
    'A10.2-feeling': {
      label: 'How this session felt',
      say: 'How do you feel after today’s session?',
      options: {
        light: 'Light and easy',
        warm: 'Warm and well',
        ordinary: 'As usual',
        tired: 'A little tired',
        unwell: 'Not so well',
      },
    },
    'A10.2-note': { label: 'In the guest’s words' },
    'A10.3-confirm': {
      label: 'The guest confirms the service',
      say: 'This is what we did for you today. Is it all correct?',
      missing: 'The guest has not confirmed the service',
    },
    'A10.3-signature': { label: 'Confirmed by signature' },
    'A10.4-survey': {
      label: 'The guest fills in the survey',
      say: 'How would you rate today? Please say frankly what we can do better.',
      missing: 'The survey has not been filled in',
      options: {
        '5': 'Very satisfied',
        '4': 'Satisfied',
        '3': 'Neutral',
        '2': 'Dissatisfied',
        '1': 'Very dissatisfied',
      },
    },
    'A10.4-note': { label: 'Comments and suggestions' },
    'A10.5-plan': {
      label: 'Draw up a conditioning plan',
      hint: 'How often, how long each time, what to mind between',
      missing: 'The conditioning plan has not been written',
    },
    'A10.5-card': {
      label: 'Offer a card',
      say: 'This is the plan I’ve put together for you. A card makes it easier to follow; take your time to think it over.',
      options: { opened: 'Card opened', considering: 'Thinking it over', notNow: 'Not now' },
    },

    'A11.1-card': { label: 'Ask the front desk to return the VIP card' },
    'A11.2-next': {
      label: 'Agree the next visit and its steaming time',
      say: 'Which day and time would suit you next?',
      options: { agreed: 'Agreed', willCall: 'Guest will call', notNow: 'Not now' },
    },
    'A11.2-when': { label: 'Agreed for when' },
    'A11.3-farewell': {
      label: 'The front desk says goodbye together',
      say: 'Thank you, take care! We look forward to seeing you again',
    },

    'A12.2-tank': { label: 'Steam generator’s tank refilled' },
    'A12.3-disposables': { label: 'Disposables collected, linen in the return basket' },
    'A12.4-cups': { label: 'Cups and tissues in the bin' },
    'A12.5-bed': { label: 'Massage bed made' },
    'A12.5-chair': { label: 'Fresh towel on the sauna chair' },
    'A12.6-floor': { label: 'No water or hair on the floor' },
    'A12.6-mirror': { label: 'Mirror wiped, toiletries in order' },
    'A12.6-stock': { label: 'Bath towels, towels and caps stocked' },

    'A13.1-record': {
      label: 'Record looked through and filed',
      hint: 'Enter what is missing, or say why it is',
    },
    'A13.2-notes': { label: 'Notes for follow-up', hint: 'For yourself: what to mind next time' },
  },
  groups: {
    'A1-booking': 'Booking registered',
    'A2-greet': 'Greet the guest',
    'A3-register': 'Register the arrival',
    'A4-welcome': 'Pour water, outline the visit',
    'A4-sit': 'Ask them to sit a moment',
    'A5-invite': 'Invite in; explain water and step',
    'A5-shower': 'All ready for the shower',
    'A5-explain': 'Cautions for the urn explained',
    'A5-ready': 'Show the towels, ask if ready',
    'A5R-room': 'Room all set',
    'A7-out': 'Wrapped, in the sauna chair, colour shown',
    'A7-shower': 'Showered and back in the room',
    'A9-leave': 'Nothing left behind',
    'A9R-clear': 'Used items away, urn door open',
    'A12-rubbish': 'Linen and rubbish away',
    'A12-room': 'Bed and chair fresh',
    'A12-bathroom': 'Bathroom clean and stocked',
  },
  gates: {
    identity: 'The guest’s identity has not been confirmed',
    contraindications: 'Not yet clear whether anything speaks against steaming',
    consent: 'The consent has not been signed',
    bloodPressure: 'Blood pressure has not been measured',
    water: 'Fewer than two cups drunk so far',
    balance: 'The balance test has not been passed',
    locker: 'Jewellery and valuables are not locked away yet',
    cleanRoom: 'Not yet confirmed that the urn is disinfected and odour-free',
    twenty: 'Not yet asked whether to go on',
    off: 'Not yet confirmed that the urn is off',
    support: 'The guest has not been supported out yet',
  },
  rules: {
    'A0.1-aim': 'Everyone works by this procedure, so that each guest feels at home.',
    'A4.5-forms':
      'Blood pressure and CCT are entered once; the archive and the experience register both use them.',
    'A4.9-tracking':
      'The tracking card is composed from the record, from consultation to leaving the room: times, setting, cups, checks, who.',
    'A4.8-temperature':
      'The temperature is kept with where it was measured. Outside 20–25 °C it is pointed out and never stops a visit.',
    'A6.1-quiet': 'Not too often, a light hand, a low voice, a quiet room.',
    'A6.6-limit':
      'Thirty minutes from entry at the most. No pause, toilet break or clock makes it longer, and “off” is confirmed by a person.',
    'A9.3-airing':
      'No heat before the alcohol is gone. Turnover time is cleaning, airing and preheating together.',
    'A12.7-shop':
      'Lounge and consultation room, tables, chairs and rubbish are the whole shop’s task, not one visit’s.',
    'A13.1-file': 'The guest’s record may be filed first; an unfinished turnover stays in view.',
    'AN1-busy': 'When busy, the next consultant cleans and prepares the previous guest’s room.',
    'AN1-quiet': 'When not busy, one consultant does both the service and the room.',
    'AN2-manager': 'The manager decides who follows which guest, so that nobody is idle while others work.',
    'AN3-mask': 'Consultants wear a disposable mask and gloves throughout.',
    'AN4-length':
      'A visit takes about 90 minutes at least; bookings use the sum of the steps, and a guest may leave early.',
    'D5-turnover':
      'A turnover is its own record and anyone may do it; until it is done the room is not ready and the day stays open.',
    'D7-register': 'Every booking is in the register; same-day ones are marked.',
    'D10-serious':
      'A serious case is marked by the consultant, is “no” unless set, can be changed, and is never shown to guests.',
    'D12-order':
      'The order is the usual one. What the room or the guest brings earlier may be done earlier; only the gates force an order.',
    'D15-linked':
      'Guests who come together have linked records; linen and belongings stay with each of them.',
    'D16-early':
      'A guest who stops early goes straight to the care afterwards; whether it counts is for the shop’s rule or the manager.',
    'D17-declined':
      'A guest who should not steam today is declined kindly; no session is taken and the reason stays private.',
  },
  forms: {
    bookingRegister: 'Booking register',
    trackingCard: 'Service tracking card',
    consultationArchive: 'Health consultation archive',
    experienceRegister: 'Experience register',
    opinionSurvey: 'Opinion survey',
  },
  reasons: {
    guestDeclined: 'Guest did not want it',
    notPossible: 'Not possible',
    noTime: 'No time',
    notNeeded: 'Not needed',
    other: 'Another reason',
    guestWish: 'Guest’s wish',
    dizzy: 'Dizzy',
    unwell: 'Unwell',
    tooHot: 'Too hot',
    emergency: 'Emergency',
    mistaken: 'Pressed by mistake, guest not in the urn',
    begunByMistake: 'Begun by mistake',
    duplicate: 'Entered twice',
    neverCame: 'Guest never came',
    unfit: 'Better not to steam today',
    calledAway: 'Guest was called away',
    roomTrouble: 'Trouble with room or equipment',
    mistyped: 'Mistyped',
    measuredAgain: 'Measured again',
    mixedUp: 'Mixed up with another guest',
    guestCorrected: 'Corrected by the guest',
    shiftEnds: 'End of shift',
    break: 'Break or meal',
    neededElsewhere: 'Needed elsewhere',
    guestAsked: 'Guest asked for someone',
  },
  units: { cup: 'cups', mmHg: 'mmHg', perMin: '/min', score: 'points', celsius: '°C' },
  kinds: {
    towel: 'Towel',
    bathTowel: 'Bath towel',
    cap: 'Bath cap',
    robe: 'Disposable robe',
    slippers: 'Disposable slippers',
    other: 'Other',
  },
}
