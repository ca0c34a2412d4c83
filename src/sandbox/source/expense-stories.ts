import type { Stakes } from './wish.ts';

export type ExpenseStory = {
  category: 'Travel' | 'Meals' | 'Equipment' | 'Software' | 'Training' | 'Other';
  what: string;
  merchants: readonly [string, ...string[]];
  nights?: true;
  /** For which amounts the story is plausible. */
  stakes: readonly Stakes[];
  policy: { title: string; url: string; excerpt: string };
};

const POLICIES = {
  hotel: {
    title: 'Expense policy 4.2',
    url: 'https://example.com/policy#4.2',
    excerpt: 'Hotel cap 180 EUR a night',
  },
  meals: {
    title: 'Expense policy 3.1',
    url: 'https://example.com/policy#3.1',
    excerpt: 'Client meals: name every guest & the occasion',
  },
  tools: {
    title: 'Purchasing guide',
    url: 'https://example.com/purchasing',
    excerpt: 'Devices above 500 EUR go through IT',
  },
  learn: {
    title: 'Learning budget',
    url: 'https://example.com/learning',
    excerpt: '1,200 EUR a person and year',
  },
} as const;

/** What people claim, where they paid it, and which policy it falls under. */
export const EXPENSE_STORIES: readonly ExpenseStory[] = [
  {
    category: 'Travel',
    what: 'Client visit',
    stakes: ['small', 'middle'],
    merchants: ['Hotel Adler & Söhne', 'Motel One', 'Pensão Saudade'],
    nights: true,
    policy: POLICIES.hotel,
  },
  {
    category: 'Travel',
    what: 'Train and taxi to the trade fair',
    stakes: ['small'],
    merchants: ['Deutsche Bahn', 'SNCF', 'Trenitalia'],
    policy: POLICIES.hotel,
  },
  {
    category: 'Travel',
    what: 'Team offsite',
    stakes: ['middle', 'large'],
    merchants: ['Strandhotel <Dünenblick>', 'Casa Azul', 'The Old Mill'],
    nights: true,
    policy: POLICIES.hotel,
  },
  {
    category: 'Meals',
    what: 'Dinner with the customer',
    stakes: ['small'],
    merchants: ['Chez Amélie', 'Pho 79', 'Trattoria Da Nino'],
    policy: POLICIES.meals,
  },
  {
    category: 'Meals',
    what: 'Farewell lunch for the night shift 🎉',
    stakes: ['small'],
    merchants: ['Café Zähringer', 'Dishoom', 'Börek & Co'],
    policy: POLICIES.meals,
  },
  {
    category: 'Equipment',
    what: 'Noise-cancelling headset',
    stakes: ['small'],
    merchants: ['Thomann', 'MediaMarkt', 'Fnac'],
    policy: POLICIES.tools,
  },
  {
    category: 'Equipment',
    what: 'Standing desk for the home office',
    stakes: ['middle'],
    merchants: ['IKEA', 'Flexispot', 'Büro-Möbel Özdemir'],
    policy: POLICIES.tools,
  },
  {
    category: 'Software',
    what: 'Yearly licence, diagram tool',
    stakes: ['small', 'middle', 'large'],
    merchants: ['Figma', 'JetBrains', 'Miro'],
    policy: POLICIES.tools,
  },
  {
    category: 'Training',
    what: 'Conference ticket and workshop "Kubernetes > 101"',
    stakes: ['middle', 'large'],
    merchants: ['QCon', 'EuroPython', 'Øredev'],
    policy: POLICIES.learn,
  },
  {
    category: 'Other',
    what: 'Visa fee and courier',
    stakes: ['small'],
    merchants: ['VFS Global', 'DHL Express'],
    policy: POLICIES.hotel,
  },
];

/** What a model may stumble over; each one makes it less sure. */
export const EXPENSE_DOUBTS = [
  'Hotel above the city cap by 6 %',
  'One receipt is a photo of a screen and cannot be read',
  'The bill is dated on a Sunday',
  'Two claims over the same amount within three days',
  'Guests of the dinner are not named',
  'The merchant is in another city than the trip',
  'Alcohol makes up 31 % of the bill',
] as const;
