import type { BuildContext } from './build-context.ts';
import { AUDIT_FLOOR, DEFAULTS, MATRICES, type TypeSettings } from './defaults.ts';
import type { SharedSettings } from './document-type.ts';
import { BANDS, CONSEQUENCES, care } from './levels.ts';
import type { DecisionType } from './policy.ts';
import type { Path } from './yaml-text.ts';

/** The settings of a type: its own, else those of `defaults`, else built in; each key of a section for itself. */
export const buildSettings = (own: SharedSettings, defaults: SharedSettings): TypeSettings => {
  const matrix = own.matrix ?? defaults.matrix ?? 'default';
  const peak = own.peak ?? defaults.peak;
  return {
    bands: { ...DEFAULTS.bands, ...defaults.bands, ...own.bands },
    matrix: typeof matrix === 'string' ? MATRICES[matrix] : matrix,
    floor: own.floor ?? defaults.floor ?? DEFAULTS.floor,
    lowering: { ...DEFAULTS.lowering, ...defaults.lowering, ...own.lowering },
    audit_share: { ...DEFAULTS.audit_share, ...defaults.audit_share, ...own.audit_share },
    caution: { ...defaults.caution, ...own.caution },
    blind_share: own.blind_share ?? defaults.blind_share ?? 0,
    ...(peak === undefined ? {} : { peak }),
  };
};

/** Settings that contradict themselves. `path` is where they stand: a type's or the `defaults`. */
export const checkSettings = (
  settings: TypeSettings,
  own: SharedSettings,
  path: Path,
  context: BuildContext,
): void => {
  const { bands, audit_share: shares } = settings;
  if (own.bands !== undefined && bands.high <= bands.medium)
    context.report({
      path: [...path, 'bands'],
      message: `bands must be in order: high ${bands.high} is not above medium ${bands.medium}`,
    });
  if (own.audit_share !== undefined) {
    if (shares.auto_execute < AUDIT_FLOOR)
      context.report({
        path: [...path, 'audit_share', 'auto_execute'],
        message: `at least ${AUDIT_FLOOR} (1 %) of what is executed must be audited`,
      });
    if (shares.auto_audit < shares.auto_execute)
      context.report({
        path: [...path, 'audit_share'],
        message: 'auto_audit must not be audited less than auto_execute',
      });
  }
  if (own.peak !== undefined && own.peak.audit_share < shares.auto_execute)
    context.report({
      path: [...path, 'peak', 'audit_share'],
      message: `under peak load more is audited, not less: at least ${shares.auto_execute}, as audit_share.auto_execute says`,
    });
  if (own.matrix !== undefined && typeof own.matrix !== 'string')
    checkMatrix(settings.matrix, [...path, 'matrix'], context);
};

/** Care must not fall as confidence falls or as consequence rises: such a matrix trusts the worse case more. */
const checkMatrix = (matrix: DecisionType['matrix'], path: Path, context: BuildContext): void => {
  for (const [row, consequence] of CONSEQUENCES.entries())
    for (const [column, band] of BANDS.entries()) {
      const level = matrix[consequence][band];
      const surer = BANDS[column - 1];
      if (surer !== undefined && care(level) < care(matrix[consequence][surer]))
        context.report({
          path: [...path, consequence, band],
          message: `care falls as confidence falls: ${consequence} consequence is ${matrix[consequence][surer]} with ${surer} confidence, but ${level} with ${band}`,
        });
      const milder = CONSEQUENCES[row - 1];
      if (milder !== undefined && care(level) < care(matrix[milder][band]))
        context.report({
          path: [...path, consequence, band],
          message: `care falls as consequence rises: with ${band} confidence ${milder} is ${matrix[milder][band]}, but ${consequence} is ${level}`,
        });
    }
};
