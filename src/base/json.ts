/** A value that JSON can carry; `null` means "cleared" and travels, `undefined` never does (CS6). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
