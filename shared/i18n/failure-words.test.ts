import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../domain/failure-reason';
import { failureWords, reasonWords } from './failure-words';
import { messagesFor } from './messages';

const en = messagesFor('en');
const zh = messagesFor('zh');

const REFUSED: FailureReason = { code: 'refused', host: 'prom:9090', system: 'ECONNREFUSED' };

describe('what the console found', () => {
  it.each<[FailureReason, string, string]>([
    [
      REFUSED,
      'connection refused by prom:9090 (ECONNREFUSED)',
      'prom:9090 拒绝连接（ECONNREFUSED）',
    ],
    [
      { code: 'failed', host: 'prom:9090', system: '' },
      'the exchange with prom:9090 failed',
      '与 prom:9090 的通信失败',
    ],
    [
      { code: 'expired', system: 'CERT_HAS_EXPIRED' },
      'the server’s certificate has expired (CERT_HAS_EXPIRED)',
      '服务器的证书已过期（CERT_HAS_EXPIRED）',
    ],
    [
      { code: 'handshake', system: 'EPROTO', detail: 'wrong version number', hint: 'plain-http' },
      'the TLS handshake failed: wrong version number; is this a plain http server? (EPROTO)',
      'TLS 握手失败：wrong version number；这是不加密的 http 服务器吗？（EPROTO）',
    ],
    [{ code: 'no-answer', seconds: 10 }, 'no answer within 10 s', '10 秒内没有应答'],
    [{ code: 'too-large', mib: 32 }, 'the answer is over 32 MiB', '应答超过 32 MiB'],
    [
      { code: 'interrupted' },
      'interrupted: the machine went to sleep or the settings changed',
      '已中断：计算机进入睡眠或设置有更改',
    ],
  ])('%j', (reason, english, chinese) => {
    expect(reasonWords(en, reason)).toBe(english);
    expect(reasonWords(zh, reason)).toBe(chinese);
  });

  it('leaves the server’s own words as they are', () => {
    const message = '503 Service Unavailable: try later';
    expect(failureWords(zh, { message })).toBe(message);
    expect(failureWords(zh, { message: 'in English', reason: REFUSED })).toContain('拒绝连接');
  });
});
