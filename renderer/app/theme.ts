import { type CSSVariablesResolver, createTheme } from '@mantine/core';

const FONT = 'var(--bw-font)';

/** Mantine's parts in the colours of styles/tokens.css, which is where colours are decided. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  respectReducedMotion: true,
  colors: {
    brand: [
      '#e6fbf7',
      '#c8f5ec',
      '#99ebdd',
      '#5fdfcb',
      '#2dd4bf',
      '#1cbfab',
      '#14a292',
      '#118a7d',
      '#0f766e',
      '#0b5a54',
    ],
    dark: [
      '#e6edf3',
      '#c3ccd6',
      '#a3afbd',
      '#8492a3',
      '#3a4655',
      '#202934',
      '#10161d',
      '#141a22',
      '#0c1118',
      '#080c11',
    ],
  },
  fontFamily: FONT,
  fontFamilyMonospace: 'var(--bw-mono)',
  headings: { fontFamily: FONT, fontWeight: '650' },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.4' },
  defaultRadius: 6,
  components: {
    Input: { defaultProps: { size: 'xs' } },
    InputWrapper: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    DateTimePicker: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Button: { defaultProps: { size: 'xs' } },
    // their header is a <header>, which outside of <main> would be a second banner of the window
    Modal: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'none', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 250, transitionProps: { duration: 80 } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--bw-panel)',
    '--mantine-color-text': 'var(--bw-text)',
    '--mantine-color-dimmed': 'var(--bw-dim)',
    '--mantine-color-placeholder': 'var(--bw-faint)',
    '--mantine-color-error': 'var(--bw-critical)',
    '--mantine-color-anchor': 'var(--bw-info)',
    '--mantine-color-default': 'var(--bw-panel)',
    '--mantine-color-default-hover': 'var(--bw-hover)',
    '--mantine-color-default-color': 'var(--bw-text)',
    '--mantine-color-default-border': 'var(--bw-line-strong)',
  };
  return { variables: {}, light: shared, dark: shared };
};
