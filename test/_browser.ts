/** A real browser on the bundled server and dashboard, as people run them, with an http and a model stub beside them. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type HttpStub, startHttpStub } from '../server/demo/http-stub.ts';
import { type LlmStub, startLlmStub } from '../server/demo/llm-stub.ts';
import { builtServer } from './_bundle.ts';
import { launchChromium } from './_chromium.ts';
import { type ServerOptions, type ServerProcess, startProcess } from './_server.ts';
import { whenDone } from './_setup.ts';

/** Launches the browser; it is closed in the end. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchChromium();
  whenDone(() => browser.close());
  return browser;
}

export type Dashboard = { readonly server: ServerProcess; readonly http: HttpStub; readonly llm: LlmStub };

/** Starts the bundled server, with stubs that it may reach. */
export async function startDashboard(options: ServerOptions = {}): Promise<Dashboard> {
  const http = await startHttpStub();
  whenDone(() => http.close());
  const llm = await startLlmStub({ paceMs: 30 });
  whenDone(() => llm.close());
  const env = {
    OPENAI_BASE_URL: llm.url,
    OPENAI_API_KEY: 'stub',
    OPENAI_MODEL: 'stub',
    HTTP_ALLOW: `127.0.0.1:${http.port}`,
    ...options.env,
  };
  const server = await startProcess({ ...options, env, command: [process.execPath, await builtServer()] });
  return { server, http, llm };
}

export type PageOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  /** what the console may complain about */
  readonly mayComplain?: RegExp;
  /** what of its policy the test breaks on purpose */
  readonly mayBreach?: RegExp;
};

/** A page that breaks the policy it came with: no test may wave that through. */
const BREACH = /Content Security Policy|Permissions-Policy/;

/** A page in a context of its own. Its test fails when the page has thrown, or its console has complained. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { width = 1440, height = 900, colorScheme = 'light', locale = 'en-GB', mayComplain, mayBreach } = options;
  const context: BrowserContext = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  whenDone(async () => {
    await context.close();
    const isFine = (text: string) => (BREACH.test(text) ? mayBreach : mayComplain)?.test(text);
    expect(complaints.filter((text) => !isFine(text))).toEqual([]);
  });
  return page;
}

/** What a page's log shows, line by line: state, name and what stands beside it. */
export function logLines(page: Page): Promise<string[]> {
  return page.locator('.log-lines li').evaluateAll((lines) =>
    lines.map((line) => {
      const text = (selector: string) => line.querySelector(selector)?.textContent ?? '';
      return [line.getAttribute('data-state'), text('.log-name'), text('.log-note')].join(' | ');
    }),
  );
}
