import type { Mail } from './mime';

interface ReceivedBase {
  /** Epoch ms of arrival. */
  readonly at: number;
  /** Bytes as they came. */
  readonly size: number;
}

export interface ReceivedMail extends ReceivedBase {
  readonly kind: 'mail';
  /** The envelope: what SMTP was told, which need not be what the headers say. */
  readonly from: string;
  readonly to: readonly string[];
  /** The user that signed in, if any, and its password: the sink accepts all. */
  readonly user?: string;
  readonly password?: string;
  readonly mail: Mail;
}

/** A POST to the HTTP sink: to the Slack webhook, to PagerDuty's event API, or to any other path. */
export interface ReceivedPost extends ReceivedBase {
  readonly kind: 'slack' | 'pagerduty' | 'webhook';
  readonly path: string;
  /** The status it was answered with: 400 is what the real service would have said to such a body. */
  readonly status: number;
  /** The body as JSON; its text where it is none. */
  readonly body: unknown;
}

export type Received = ReceivedMail | ReceivedPost;
