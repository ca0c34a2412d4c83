/** Text of a message as data: what Slack's mrkdwn, markdown and rich_text all become before drawing. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'user' | 'channel' | 'group'; id: string; label?: string | undefined }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; seconds: number; format: string; url?: string | undefined; fallback: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'colour'; value: string }
  | { kind: 'break' };

export type Passage =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'quote'; children: Passage[] }
  | { kind: 'code_block'; text: string }
  | { kind: 'list'; ordered: boolean; start?: number; indent: number; items: Inline[][] }
  | { kind: 'table'; rows: Inline[][][] }
  | { kind: 'rule' };

/** Only these addresses become links; everything else stays text, since the text came from outside. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(url) ? url : undefined;
}
