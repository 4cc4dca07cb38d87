export function docsPage(_document: Record<string, unknown>): string {
  return '';
}
