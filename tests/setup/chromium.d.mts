export declare function findChromium(): Promise<string | null>
export declare function provideChromium(): Promise<string>
