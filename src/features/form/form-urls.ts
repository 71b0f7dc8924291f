import type { Site } from '../../shared/site.ts';

/** Where visitors reach a form. */
export interface FormUrls {
  submitUrl: string;
  pageUrl: string;
  /** The same as paths, for links of our own pages: they hold behind a proxy and on every host name. */
  submitPath: string;
  pagePath: string;
  thanksPath: string;
}

export const formUrls = ({ publicUrl }: Site, publicId: string): FormUrls => {
  const submitUrl = `${publicUrl}/forms/${publicId}/submissions`;
  const pageUrl = `${publicUrl}/f/${publicId}`;
  const pagePath = new URL(pageUrl).pathname;
  return { submitUrl, pageUrl, submitPath: new URL(submitUrl).pathname, pagePath, thanksPath: `${pagePath}/thanks` };
};
