/** What node types and their keys are called, by language. A type or key without words is shown as the server names it. */
export type TypeWords = {
  readonly title?: string;
  readonly description?: string;
  /** config keys whose name is not that of other types */
  readonly labels?: Readonly<Record<string, string>>;
  readonly hints?: Readonly<Record<string, string>>;
  /** `<key>.<value>` where a value is called otherwise than elsewhere */
  readonly options?: Readonly<Record<string, string>>;
};
export type NodeWords = {
  readonly types: Readonly<Record<string, TypeWords>>;
  /** config keys of any type */
  readonly keys: Readonly<Record<string, string>>;
  /** values to choose from, of any key */
  readonly options: Readonly<Record<string, string>>;
};

/** `maxResponseBytes` → "Max response bytes". */
export function humanized(key: string): string {
  const spaced = key.replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
