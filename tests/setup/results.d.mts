export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }
export declare function readResults(path: string): unknown
export declare function countResults(unit: unknown, playwright: unknown): Counts
