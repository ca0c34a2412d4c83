/** Who caused an event. `id` is a Slack user id, a source's name, a policy version or a job's name. */
export type Actor = { kind: 'person' | 'source' | 'policy' | 'job'; team_id?: string; id: string };

/** A person as Slack knows them. */
export type Person = { id: string; team_id?: string; name?: string; email?: string };
