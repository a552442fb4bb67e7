export declare const ROOT: string
export declare function sourceHash(root?: string): string
export declare function buildVersion(root?: string): string
export declare function builtVersion(webDir: string): string | null
