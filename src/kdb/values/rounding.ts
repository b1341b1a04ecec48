/** Rounding half away from zero, and the two derived measured values: BMI and eGFR. */

/** Rounds half away from zero. Binary noise below 1e-9 of the last place does not turn a half down (1.005 → 1.01). */
export function roundHalfAway(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5 + 1e-9)) / scale;
}

/** BMI [kg/m²] from weight [kg] and height [cm], rounded to one decimal. */
export function deriveBmi(weight: number, height: number): number {
  return roundHalfAway(weight / (height / 100) ** 2, 1);
}

/**
 * eGFR [mL/min/1.73m²] from serum creatinine [mg/dL], completed years and sex (1 male, 2 female), rounded to one decimal:
 * 194 × Cr^−1.094 × age^−0.287 (× 0.739 for women), the equation of the Japanese Society of Nephrology for adults.
 */
export function deriveEgfr(creatinine: number, age: number, sex: 1 | 2): number {
  return roundHalfAway(194 * creatinine ** -1.094 * age ** -0.287 * (sex === 2 ? 0.739 : 1), 1);
}
