/** The emergency cards in English; ids as in structure.ts. */
import type { EmergencyText } from './text.ts'

export const text: EmergencyText = {
  rules:
    'These are the shop’s own rules, not medical advice and not a diagnosis. Once the emergency line answers, do what it says.',
  cards: {
    fainting: {
      name: 'Fainting',
      steps: {
        stop: 'Stop the steam, open the urn, call a colleague; two of you support the guest out',
        lay: 'Lay them flat where it is cool and airy, legs raised, covered with a towel',
        breathe:
          'Call them, tap a shoulder, watch the chest rise; if they may be sick, turn them on their side',
        call: 'Does not wake, breathes oddly, hit their head, or not awake in a minute: call {ambulance} now',
        nothingByMouth: 'Nothing to eat or drink until fully awake; then sit up slowly',
        stay: 'Somebody stays with them; no more steam today',
      },
    },
    chestPain: {
      name: 'Chest pain',
      steps: {
        stop: 'Stop the steam, open the urn; two of you support the guest out, they do not walk alone',
        call: 'Call {ambulance} at once; do not wait for it to pass',
        sit: 'Let them sit, leaning back, everything loosened; no walking, little talking',
        ownMedicine:
          'Medicine that their doctor gave them they may take themselves; we give none, and no food or drink',
        stay: 'Stay. No response, no normal breathing: call {ambulance} again, press the chest as told, fetch the AED',
        meet: 'A colleague waits at the door for the ambulance and keeps the way clear',
      },
    },
    heatStroke: {
      name: 'Heat stroke',
      steps: {
        stop: 'Stop the steam, open the urn; two of you support the guest out to somewhere cool',
        call: 'Confused, unsteady, does not wake, twitching: call {ambulance} now, and cool them meanwhile',
        cool: 'Cool water on the skin, fan; cool towels at neck, armpits and groin, changed often',
        lay: 'Lay them flat, legs raised; on their side if sick or not awake',
        drink: 'Only if awake and not sick: small sips of cool or lightly salted water; otherwise nothing',
        stay: 'Somebody stays and watches; no more steam today',
      },
    },
    lowSugar: {
      name: 'Low blood sugar',
      steps: {
        stop: 'Stop the steam, open the urn, support the guest out and seat them safely',
        awake: 'Call them and ask something: awake? able to swallow?',
        sugar: 'Awake and able to swallow: most of a cup of glucose water or a sugary drink, in sips',
        notAwake: 'Not awake or cannot swallow: give nothing, lay them on their side, call {ambulance} now',
        again: 'No better after fifteen minutes: the same drink again, and call {ambulance}',
        rest: 'Once better: something to eat, a good rest, no more steam today',
      },
    },
    burn: {
      name: 'Burn',
      steps: {
        stop: 'Stop the steam, get away from what is hot',
        cool: 'Cool running water at once, for 15 to 20 minutes; keep the rest of the body warm',
        loosen: 'Meanwhile gently take off jewellery and hot wet cloth; leave what sticks',
        never: 'No ice, no toothpaste, no ointment; do not open blisters',
        cover: 'Then cover it loosely with a clean cloth that sheds no lint',
        call: 'Larger than a palm, or on face, hand, foot, joint or private parts, or white, or large blisters: call {ambulance}',
      },
    },
    bleeding: {
      name: 'Bleeding',
      steps: {
        stop: 'Stop the steam, support the guest out, sit or lay them down, gloves on',
        press: 'Press firmly on the wound with a clean cloth for ten minutes without looking',
        raise: 'Raise it above the heart if it can be; not if a bone may be broken',
        more: 'Blood comes through: another cloth on top, keep pressing; leave in what is stuck in it',
        call: 'It does not stop, it spurts, or they turn cold, pale or weak: call {ambulance} now',
        nose: 'Nosebleed: sit leaning forward, pinch the soft of the nose ten minutes, breathe through the mouth',
      },
    },
    fall: {
      name: 'A fall',
      steps: {
        still: 'Do not lift them yet. Kneel down; ask where it hurts and what they can move',
        stop: 'Urn still on: stop the steam. Dry a wet floor, keep others away',
        neck: 'Neck or back pain, numb arms or legs, does not wake: do not move them, call {ambulance}; move only if staying is more dangerous',
        head: 'Hit their head, sick, drowsy, unclear speech: call {ambulance}',
        rise: 'None of these: sit up slowly, wait a little, then stand with support on both sides',
        cold: 'Where it hurts or swells: something cold in a towel; no rubbing',
      },
    },
    fire: {
      name: 'Fire',
      steps: {
        shout: 'Shout “Fire, follow me” so that every room hears it',
        call: 'Call {fire}: the address, what burns, whether anybody is still inside',
        out: 'Lead the guests out of the urns in the order of the list; steam off, towel around, shoes on',
        way: 'Stairs, never the lift; in smoke stay low with a wet towel over mouth and nose; close doors behind you',
        small: 'Only a small fire, with a way out behind you: extinguisher; no water on electric things',
        count: 'Outside, count everybody by name; nobody goes back in',
      },
    },
    powerCut: {
      name: 'Power cut',
      steps: {
        light:
          'Turn on the light of a tablet or phone, tell the guests “the power is out, I am here”; no candles',
        out: 'One by one, in the order of the list: open the urn, support the guest out',
        switches:
          'Turn every urn and steam generator to off, so that none heats by itself when the power returns',
        others: 'Look through showers, toilets and resting places for anybody else',
        warm: 'Towels around, walk slowly, mind the wet floor; no lift',
        phone: 'Call the manager; somebody stuck in a lift, or a burnt smell: call {fire}',
        back: 'When the power is back, check each urn before it is used',
      },
    },
  },
}
