import { createDice, type Dice } from './dice.ts';
import { drawPerson } from './people.ts';
import {
  dayBefore,
  drawConfidence,
  drawSecond,
  drawSimilarity,
  drawStakes,
  drawSure,
  type Generator,
  inWords,
  round,
} from './wish.ts';

/** `large`: also sends invoices of tens of thousands. */
type Vendor = { name: string; country: string; what: string; large?: true };
const VENDORS: readonly Vendor[] = [
  { name: 'Müller & Söhne Gebäudereinigung GmbH', country: 'DE', what: 'Cleaning, September' },
  { name: 'Café Lumière SARL', country: 'FR', what: 'Catering for the board meeting' },
  { name: 'Nordlys Hosting ApS', country: 'DK', what: 'Servers and back-up', large: true },
  {
    name: 'O’Brien, Walsh & Partners <Solicitors>',
    country: 'IE',
    what: 'Advice on the lease, §4 and §7',
    large: true,
  },
  { name: 'Drukarnia Świt sp. z o.o.', country: 'PL', what: 'Brochures, 5,000 pieces', large: true },
  { name: '株式会社青空 (Aozora K.K.)', country: 'NL', what: 'Translation of the manual, 日本語 → English' },
  { name: 'Van den Berg Transport B.V.', country: 'NL', what: 'Freight Rotterdam–Linz', large: true },
  {
    name: 'Internationale Gesellschaft für angewandte Klima- und Lüftungstechnik mbH & Co. KG',
    country: 'AT',
    what: 'Air conditioning, second instalment',
    large: true,
  },
  { name: 'Ferretería Hermanos Peña', country: 'ES', what: 'Tools 🔧 and small parts' },
];

type Doubt = {
  says: string;
  facts?: { vendor_known?: false; duplicate_suspected?: true; purchase_order?: null };
};
const DOUBTS: readonly Doubt[] = [
  { says: 'First invoice of this vendor', facts: { vendor_known: false } },
  { says: 'An invoice over the same amount was paid 12 days ago', facts: { duplicate_suspected: true } },
  { says: 'No purchase order is named', facts: { purchase_order: null } },
  { says: 'The IBAN differs from the one on file' },
  { says: 'Due in two days, which is shorter than this vendor’s usual term' },
];

const CENTS = { small: [4000, 90_000], middle: [110_000, 900_000], large: [5_200_000, 18_000_000] } as const;

/** An account number that looks like one but has check digits 00, which no bank gives out. */
const drawIban = (dice: Dice, country: string): string =>
  `${country}00 ${Array.from({ length: 4 }, () => String(dice.whole(0, 9999)).padStart(4, '0')).join(' ')}`;

/** An invoice to pay: known vendors with an order are routine, new ones and suspected duplicates are not. */
export const makeInvoicePayment: Generator = (seed, now, wish) => {
  const dice = createDice(seed);
  const stakes = drawStakes(dice, wish);
  const [vendor] = dice.shuffle(VENDORS.filter(({ large }) => large || stakes !== 'large'));
  if (vendor === undefined) throw new Error(`there is no vendor for ${stakes} amounts`);
  const sure = drawSure(dice, wish);
  const [from, to] = CENTS[stakes];
  const value = dice.whole(from, to) / 100;
  const currency = dice.pick(['EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP']);
  const doubts = dice.shuffle(DOUBTS).slice(0, { high: 0, medium: 1, low: 2 }[sure]);
  const id = `INV-${20_000 + (seed % 900_000)}`;
  const option = doubts.some(({ facts }) => facts?.duplicate_suspected) ? 'reject' : 'approve';
  const other = option === 'approve' ? 'reject' : 'approve';
  const confidence = drawConfidence(dice, sure);
  const order = `PO-${dice.whole(3000, 9999)}`;
  const facts = Object.assign(
    {
      amount: { value, currency },
      vendor: vendor.name,
      vendor_known: true,
      vendor_iban: drawIban(dice, vendor.country),
      purchase_order: order as string | null,
      invoice_number: `2026/${String(dice.whole(1, 9999)).padStart(4, '0')}`,
      days_until_due: dice.whole(2, 45),
      duplicate_suspected: false,
    },
    ...doubts.map((doubt) => doubt.facts ?? {}),
  );
  const { purchase_order, ...rest } = facts;
  const clerk = drawPerson(dice, 'emp');
  return {
    type: 'invoice.payment',
    external_id: id,
    title: `Invoice of ${vendor.name}: ${vendor.what}, ${inWords(value, currency)}`,
    subject: { id: `ven_${dice.whole(10, 99)}`, name: vendor.name, kind: 'vendor' },
    requested_by: clerk,
    facts: { ...rest, ...(purchase_order !== null && { purchase_order }) },
    recommendation: {
      option,
      confidence,
      rationale:
        doubts.length === 0
          ? `Agrees with ${order} in amount, quantity and account; goods were received`
          : doubts.map(({ says }) => says).join('. '),
      alternatives: [
        {
          option: other,
          confidence: drawSecond(dice, confidence),
          why_lower:
            option === 'approve'
              ? (doubts[0]?.says ?? 'No line of the invoice differs from the order')
              : 'Vendors do send two equal invoices for monthly services',
        },
      ],
      model: 'three-way-match',
      model_version: '4.11',
      trained_through: '2026-08-31',
    },
    signals: {
      similarity: drawSimilarity(dice, sure),
      rule_match: doubts.length > 1 ? 'ambiguous' : doubts.length === 1 ? 'none' : 'clear',
      opinions: [
        { method: 'order match', option: doubts.length > 0 && dice.chance(0.6) ? other : option },
        { method: 'model', option, confidence },
      ],
    },
    consequence: {
      customer_impact: 'none',
      compliance: value > 25_000,
      reputation: 'low',
      reversible: false,
    },
    history: Array.from({ length: rest.vendor_known ? dice.whole(1, 4) : 0 }, (_, index) => ({
      at: dayBefore(now, 30 * (index + 1) + dice.whole(-3, 3)),
      title: `Invoice of ${inWords(round(value * (0.7 + dice.roll() * 0.5), 2), currency)}, paid on time`,
      disposition: 'approved',
    })),
    policy_refs: [
      {
        title: 'Payment rules 2',
        url: 'https://example.com/payments#2',
        excerpt: 'New accounts are confirmed by telephone > never by e-mail',
      },
    ],
    attachments: [
      { title: `${vendor.name} ${rest.invoice_number}.pdf`, url: `https://example.com/invoices/${id}.pdf` },
    ],
  };
};
