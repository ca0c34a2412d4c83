/** What waits though the policy has its type no more: nobody can answer it. Told to those who look after the policy. */
export type GoneTypes = { types: { type: string; decisions: number; audits: number }[] };
