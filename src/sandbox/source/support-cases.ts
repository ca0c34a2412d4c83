/** What a customer wrote and what the AI would answer. `{name}` is the customer, `{order}` the order. */
export type SupportCase = {
  language: 'English' | 'German' | 'Spanish' | 'French';
  sentiment: 'calm' | 'worried' | 'angry';
  about: string;
  issue: string;
  draft: string;
  /** What the draft may get wrong. */
  doubt: string;
  /** Whether the reply gives money away. */
  refund?: true;
};

export const SUPPORT_CASES: readonly [SupportCase, ...SupportCase[]] = [
  {
    language: 'English',
    sentiment: 'calm',
    about: 'where is my parcel',
    issue: 'Hi, order {order} says "out for delivery" since Thursday. Is it lost? Thanks',
    draft:
      'Hello {name},\n\nI’m sorry that you are still waiting. The carrier scanned {order} in the Leeds depot this morning and expects to deliver it tomorrow before 18:00. If it has not come by then, answer this mail and we send a new one at once.\n\nKind regards',
    doubt: 'The delivery day comes from the carrier’s forecast, which was wrong twice this week',
  },
  {
    language: 'English',
    sentiment: 'angry',
    about: 'charged twice for one order',
    issue:
      'You charged me TWICE for {order}!!! <b>I want my money back today</b> or I go to my bank & the ombudsman.',
    draft:
      'Hello {name},\n\nyou are right, {order} was charged twice, and I’m sorry. I have refunded the second payment; your bank usually shows it within 3–5 working days. Nothing else is needed from you.\n\nKind regards',
    doubt: 'The second charge may be a reservation that lapses by itself',
    refund: true,
  },
  {
    language: 'German',
    sentiment: 'worried',
    about: 'broken on arrival',
    issue:
      'Guten Tag, die Kaffeemühle aus {order} kam mit gebrochenem Deckel an. Foto hängt an. Ich hätte gern Ersatz, keine Gutschrift. Viele Grüße',
    draft:
      'Guten Tag {name},\n\nvielen Dank für das Foto, das tut uns leid. Ein neuer Deckel ist heute unterwegs zu Ihnen; die Mühle können Sie behalten. Sie müssen nichts zurückschicken.\n\nFreundliche Grüße',
    doubt: 'Es ist nicht sicher, dass der Deckel einzeln auf Lager ist',
  },
  {
    language: 'Spanish',
    sentiment: 'calm',
    about: 'change of address before dispatch',
    issue:
      '¡Hola! Me encanta la tienda 😊 ¿Podéis enviar {order} a mi oficina en vez de a casa? C/ Peñíscola 12, 2.º B, Málaga',
    draft:
      'Hola {name}:\n\n¡Gracias por tus palabras! Hemos cambiado la dirección de {order} a C/ Peñíscola 12, 2.º B, Málaga. Sale mañana por la mañana.\n\nUn saludo',
    doubt: 'A new address shortly after a password change is a known pattern of fraud',
  },
  {
    language: 'French',
    sentiment: 'worried',
    about: 'cancel the subscription',
    issue:
      'Bonjour, je souhaite résilier mon abonnement. J’ai déjà écrit deux fois sans réponse… C’est inadmissible.',
    draft:
      'Bonjour {name},\n\ntoutes nos excuses pour ces messages restés sans réponse. Votre abonnement est résilié à ce jour et le mois en cours vous est remboursé.\n\nBien cordialement',
    doubt: 'The contract has a notice period of one month, which the draft waives',
    refund: true,
  },
  {
    language: 'English',
    sentiment: 'calm',
    about: 'invoice with VAT number',
    issue:
      'Could you re-issue the invoice for {order} with our VAT ID (IE 3628739 UH)? Accounting won’t take it otherwise.',
    draft:
      'Hello {name},\n\nattached is the invoice for {order} with your VAT ID. The first one is cancelled, so please use only this.\n\nKind regards',
    doubt: 'The VAT ID was not checked against VIES',
  },
  {
    language: 'English',
    sentiment: 'worried',
    about: 'allergic reaction',
    issue:
      'My daughter got a rash after using the hand cream from {order}. The box says "fragrance free" but I can clearly smell something. What is in it?',
    draft:
      'Hello {name},\n\nI’m sorry to hear that, and I hope your daughter is better. Please stop using the cream. The full list of ingredients is on the product page; a doctor can tell which one may be the cause. We will of course refund you.\n\nKind regards',
    doubt: 'Health complaints go to product safety first, whatever the draft says',
    refund: true,
  },
  {
    language: 'German',
    sentiment: 'calm',
    about: 'question before buying',
    issue: 'Passt der Filter (Art. 4711 < 2021er Modell) auch in die neue Maschine? Danke & weiter so!',
    draft:
      'Guten Tag {name},\n\ndanke für das Lob! Ja, der Filter 4711 passt in alle Maschinen ab 2019, also auch in Ihre neue.\n\nFreundliche Grüße',
    doubt: 'Das Datenblatt nennt das Modell von 2026 noch nicht',
  },
];
