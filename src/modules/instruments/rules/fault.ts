/** Something that is wrong with a definition, and where it stands. */
export type Fault = { path: (string | number)[]; reason: string };
