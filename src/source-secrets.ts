import type { Source } from './core/policy/policy.ts';

/** Reads secrets of sources from the environment whenever they are needed. The policy only names them. */
export type SourceSecrets = {
  apiKey: (source: Source) => string | undefined;
  /** The current one first; two are valid during rotation. */
  secrets: (source: Source) => string[];
  /** Where answers go: the variable that the policy names wins over the address in it. */
  callbackUrl: (source: Source) => string | undefined;
};

export const createSourceSecrets = (env: NodeJS.ProcessEnv): SourceSecrets => {
  const read = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : env[name] || undefined;
  return {
    apiKey: ({ api_key_env }) => read(api_key_env),
    secrets: ({ secret_envs }) => secret_envs.flatMap((name) => read(name) ?? []),
    callbackUrl: ({ callback }) => read(callback.url_env) ?? callback.url,
  };
};

/** Variables that the policy names and the environment lacks, in sentences. */
export const missingSecrets = (sources: Source[], { apiKey, secrets }: SourceSecrets): string[] =>
  sources
    .filter(
      (source) =>
        source.kind === 'system' &&
        source.enabled &&
        apiKey(source) === undefined &&
        secrets(source).length === 0,
    )
    .map(({ name, api_key_env, secret_envs }) => {
      const names = [...(api_key_env === undefined ? [] : [api_key_env]), ...secret_envs];
      return `source ${name} cannot submit: set ${names.join(' or ') || 'api_key_env or secret_env in the policy'}`;
    });
