/** The pane's theme: Fluent's tokens with a calm teal and Japanese fonts, light or dark as Office is. */
import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

/** White text on 80 has a contrast of 5.2:1; 80 on white likewise. */
const TEAL: BrandVariants = {
  10: '#021614',
  20: '#072925',
  30: '#083a35',
  40: '#084a44',
  50: '#085a53',
  60: '#076a62',
  70: '#076f67',
  80: '#0b7a71',
  90: '#2b8c84',
  100: '#479e96',
  110: '#62afa8',
  120: '#7cc0ba',
  130: '#97d0cb',
  140: '#b2e0dc',
  150: '#ceeeeb',
  160: '#ebf9f7',
};

const FONTS = { fontFamilyBase: '"Yu Gothic UI", "Meiryo UI", Meiryo, "Segoe UI", sans-serif' };

const DARK = createDarkTheme(TEAL);

/** Windows contrast themes override both by themselves, because no colour stands outside the tokens. */
export const lightTheme: Theme = { ...createLightTheme(TEAL), ...FONTS };
export const darkTheme: Theme = {
  ...DARK,
  colorBrandForeground1: TEAL[110],
  colorBrandForeground2: TEAL[120],
  ...FONTS,
};

/** The theme that goes with Office's own; light where Office does not say. */
export function themeOf(isDark: boolean | undefined): Theme {
  return isDark ? darkTheme : lightTheme;
}
