/** People, subjects and sentences of the fake mailbox, long, right-to-left and Chinese ones among them. */
import type { Address } from '../types';

export const PEOPLE: Address[] = [
  { name: 'Ada Lovelace', email: 'ada@analytical.example' },
  { name: 'Grace Hopper', email: 'grace@navy.example' },
  { name: 'Edsger Dijkstra', email: 'edsger@semaphore.example' },
  { name: 'Katherine Johnson', email: 'katherine@orbit.example' },
  { name: 'Alan Turing', email: 'alan@bletchley.example' },
  { name: 'Barbara Liskov', email: 'barbara@clu.example' },
  { name: null, email: 'no-reply@railway.example' },
  { name: 'Emmy Noether', email: 'emmy@invariant.example' },
  {
    name: 'Maximiliane Freifrau von Hohenlohe-Waldenburg-Schillingsfürst',
    email: 'maximiliane@very-long-domain-of-an-institute.example',
  },
  { name: 'שרה לוי', email: 'sarah@jerusalem.example' },
  { name: '王小明', email: 'xiaoming@taipei.example' },
  { name: 'Library of the Town', email: 'loans@library.example' },
  { name: 'evil\u202Etxt.exe', email: 'bidi@spoof.example' },
  { name: 'Weekly Letter', email: 'letter@reading.example' },
];

export const SUBJECTS = [
  'Notes on the engine',
  'Lunch on Thursday?',
  'Minutes of the meeting of 12 May',
  'Re-entry trajectory, second draft',
  'Your loan ends on 20 May',
  'Goto considered again',
  'Invoice 2026-0417',
  'Photos of the garden',
  'A question about invariants and the conservation laws that follow from them, with an unusually long subject line',
  'Ticket for your journey on 21 May',
  'פגישה ביום ראשון',
  '關於下週的會議',
  'This week: five essays on reading slowly',
  'Reading list',
  '',
];

export const SENTENCES = [
  'I have gone through the draft once more and found two places where the argument does not hold yet.',
  'Could you send me the figures before Friday, so that I can put them into the report?',
  'The weather should be fine, so I suggest we sit outside.',
  'Attached is the invoice for April, payable within thirty days.',
  'Please bring the borrowed books back or extend the loan on our pages.',
  'I agree with what you wrote about the second proof, though the lemma needs a condition more.',
  'The train leaves at 8:04 from platform 3; seats 41 and 42 are reserved.',
  'Thank you for the photographs, the one with the roses is lovely.',
  'Let us talk about it when you are back.',
  'תודה רבה, נתראה ביום ראשון.',
  '謝謝，下週見。',
];
