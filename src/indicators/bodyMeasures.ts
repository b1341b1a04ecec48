/** BMI and eGFR of one person as self-explaining values. */
import { AnalystError, deriveBmi, deriveEgfr } from '../kdb';
import { plainEstimate, type Estimate } from './estimate';
import { finite, type MaybeNumber } from './guards';

/** The plausible values that the person table accepts too; outside them nothing is derived. */
function plausible(value: MaybeNumber, label: string, low: number, high: number): number {
  const number = finite(value, label);
  if (number < low || number > high) throw new AnalystError('number.outOfRange', { label, value: number, low, high });
  return number;
}

/**
 * BMI [kg/m²] from weight [kg, 20–200] and height [cm, 100–210], rounded to one decimal.
 * @example bodyMassIndex(45, 150).value // 20.0000
 */
export function bodyMassIndex(weight: MaybeNumber, height: MaybeNumber): Estimate {
  const kilograms = plausible(weight, '体重', 20, 200);
  const centimetres = plausible(height, '身長', 100, 210);
  return plainEstimate(deriveBmi(kilograms, centimetres), '体重÷身長²', 'BMI（kg/m²）');
}

/**
 * eGFR [mL/min/1.73m²] from serum creatinine [mg/dL, 0.1–20], completed years (18 and over) and sex (1 男, 2 女), rounded to
 * one decimal.
 *
 * Source: Matsuo S, et al. Am J Kidney Dis 2009;53:982–992 (日本腎臓学会の推算式).
 * @example estimatedGfr(1.2, 80, 1).value // 45.2000
 */
export function estimatedGfr(creatinine: MaybeNumber, age: MaybeNumber, sex: MaybeNumber): Estimate {
  const milligrams = plausible(creatinine, 'クレアチニン', 0.1, 20);
  const years = Math.floor(plausible(age, '年齢', 18, 120));
  if (sex !== 1 && sex !== 2) throw new AnalystError('persons.sex', { value: String(sex ?? '') });
  return plainEstimate(deriveEgfr(milligrams, years, sex), '日本腎臓学会の推算式', 'eGFR（mL/min/1.73m²）');
}
