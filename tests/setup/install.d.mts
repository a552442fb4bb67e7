export declare function isInstalled(root?: string): boolean
export declare function install(): Promise<number>
