/** Headers that every answer has, whatever gave it: an answer is what it says it is, and other sites cannot load it.
 * Lower case, as the app names its own: those win. */
export const baselineHeaders = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;
