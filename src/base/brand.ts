/** A string or number that the compiler keeps apart from others of the same shape, e.g. `Brand<string, 'VisitId'>`. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }
