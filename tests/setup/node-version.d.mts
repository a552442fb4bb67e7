export declare function isNodeNewEnough(version: string, wanted: string): boolean
export declare function mustHaveNode(): void
