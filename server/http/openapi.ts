export function openapiDocument(_version: string): Record<string, unknown> {
  return {};
}
