/** How a setting may be named in a file, and what a refusal asks for instead. */
export const SETTING_SHAPES = {
  name: { shape: /^.{1,200}$/, wanted: 'a name of at most 200 characters' },
  urn: { shape: /^[1-9]\d{5}$/, wanted: 'a URN, six digits such as 123456' },
  laestab: { shape: /^[1-9]\d{2}\/?\d{4}$/, wanted: 'an LAESTAB, seven digits such as 2021048' },
};
