/**
 * Which fields of a form matter first, by node type. Only a matter of looks: a type that is not here shows all its keys,
 * and a key that has a value is always shown.
 */
type Config = Readonly<Record<string, unknown>>;
export type FormLayout = {
  /** keys that are shown only when they can mean something */
  readonly when?: Readonly<Record<string, (config: Config) => boolean>>;
  /** keys that few need: behind "More" */
  readonly more?: readonly string[];
  /** values that a text is likely to be */
  readonly suggest?: Readonly<Record<string, readonly string[]>>;
  /** texts that are written in several lines although they may not be long, or that are code */
  readonly code?: readonly string[];
  /** texts that are no templates */
  readonly plain?: readonly string[];
};

const auth =
  (...kinds: string[]) =>
  (config: Config) =>
    kinds.includes(String(config.authType ?? 'none')) && !config.credential;
const perRow = (config: Config) => config.processingMode === 'perRow';
const isScheduled = (config: Config) => config.triggerType === 'scheduled';

export const formLayouts: Readonly<Record<string, FormLayout>> = {
  trigger: {
    when: {
      cron: isScheduled,
      everySeconds: isScheduled,
      timezone: (config) => isScheduled(config) && config.cron !== undefined,
      overlap: isScheduled,
    },
    suggest: { cron: ['0 9 * * 1-5', '0 * * * *', '*/15 * * * *', '0 0 1 * *'] },
    plain: ['cron', 'timezone'],
  },
  manualInput: { plain: ['inputVarName'] },
  http: {
    when: {
      authToken: auth('bearer', 'header'),
      authUser: auth('basic'),
      authPassword: auth('basic'),
      authHeader: auth('header'),
      authType: (config) => !config.credential,
      body: (config) => !['GET', 'HEAD'].includes(String(config.httpMethod ?? 'GET').toUpperCase()),
    },
    more: ['acceptStatus', 'responseType', 'maxResponseBytes', 'followRedirects', 'retryUnsafe'],
    suggest: {
      httpMethod: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
      acceptStatus: ['2xx', 'any', '200-299,404'],
    },
    plain: ['httpMethod', 'acceptStatus'],
  },
  llm: {
    when: {
      enumOptions: (config) => config.outputType === 'enum',
      jsonSchema: (config) => config.outputType === 'json',
      outputField: perRow,
    },
    more: ['baseURL', 'temperature', 'maxTokens'],
    plain: ['outputField'],
  },
  condition: {
    when: {
      conditionValue: ({ conditionOperator }) =>
        !['isEmpty', 'isNotEmpty', 'isText', 'isNumber'].includes(String(conditionOperator ?? '')),
    },
    plain: ['conditionField'],
  },
  join: {
    when: {
      joinKey: (config) => config.joinStrategy === 'mergeByKey',
      joinType: (config) => config.joinStrategy === 'mergeByKey',
    },
    plain: ['joinKey'],
  },
  addField: { plain: ['fieldName'] },
  splitColumns: { plain: ['columnsA', 'columnsB'] },
  code: { code: ['code'], more: ['memoryMb'], plain: ['code'] },
  delay: { more: ['ms'] },
  comment: { plain: ['text'] },
};

export function isRelevant(layout: FormLayout | undefined, key: string, config: Config): boolean {
  return config[key] !== undefined || (layout?.when?.[key]?.(config) ?? true);
}
