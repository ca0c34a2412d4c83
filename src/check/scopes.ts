import type { Finding } from './finding.ts';
import { orAllWell } from './finding.ts';

/** The scopes that the token has against those of manifest.yml. `granted` is undefined when Slack did not tell. */
export const checkScopes = (granted: readonly string[] | undefined, wanted: readonly string[]): Finding[] => {
  const about = 'scopes';
  if (granted === undefined)
    return [
      {
        state: 'warning',
        about,
        says: 'Slack did not tell the scopes of the token: compare them with manifest.yml yourself',
      },
    ];
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const extra = granted.filter((scope) => !wanted.includes(scope));
  return orAllWell(
    [
      ...missing.map(
        (scope): Finding => ({
          state: 'problem',
          about,
          says: `${scope} is missing: add it under "OAuth & Permissions" (or paste manifest.yml anew) and install the app again`,
        }),
      ),
      ...extra.map(
        (scope): Finding => ({
          state: 'warning',
          about,
          says: `${scope} is granted and not in manifest.yml: the bot does not need it, take it away`,
        }),
      ),
    ],
    about,
    `all ${wanted.length} of manifest.yml`,
  );
};
