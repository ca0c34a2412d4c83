/** `1,240`: a count, rounded. */
export const whole = (count: number): string => Math.round(count).toLocaleString('en');

/** `71.2`: one digit behind the point. */
export const decimal = (figure: number): string =>
  figure.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `26.6 %` of a share between 0 and 1; a dash where there is none. */
export const percentOf = (share: number | null): string =>
  share === null ? '–' : `${decimal(share * 100)} %`;
