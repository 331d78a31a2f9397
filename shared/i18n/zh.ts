import type { Messages } from './messages';

export const zh: Messages = {
  severity: { critical: '严重', warning: '警告', info: '信息', none: '未分级' },
  popup: {
    alertTitle: (name, instance) => (instance === '' ? name : `${name} · ${instance}`),
    unnamed: '未命名告警',
    noSummary: '规则未提供摘要。',
    counts: (firing, critical) =>
      critical === 0 ? `${firing} 条告警触发中` : `${firing} 条告警触发中，其中 ${critical} 条严重`,
    baselineTitle: (environment, counts) => `${environment}：${counts}`,
    baselineBody: (worst) => `开始监视时已在触发。最严重：${worst}`,
    stormTitle: (n, environment) => `${environment} 新增 ${n} 条告警`,
    stormBody: (worst, critical) =>
      critical === 0 ? `最严重：${worst}` : `最严重：${worst} · ${critical} 条严重`,
    resumedTitle: (counts) => `弹窗暂停期间：${counts}`,
    resumedBody: (worst) => `仍在触发。最严重：${worst}`,
  },
  tray: {
    state: {
      ok: '一切正常',
      info: '信息',
      warning: '警告',
      critical: '严重',
      unknown: '状态未知',
      paused: '弹窗已暂停',
    },
    tooltip: (state, firing) => `Batchwatch：${state} · ${firing} 条告警触发中`,
    blind: (sources) => `无法确认：${sources}`,
    pausedUntil: (time) => `弹窗暂停至 ${time}`,
    noAlerts: '没有触发中的告警',
    silenceFor1h: '静默 1 小时…',
    openAlert: '查看',
    pause30: '暂停弹窗 30 分钟',
    pause60: '暂停弹窗 1 小时',
    pauseTomorrow: '暂停弹窗至明天 9:00',
    resume: '恢复弹窗',
    open: '打开 Batchwatch',
    quit: '退出',
  },
  source: {
    state: {
      never: '尚无应答',
      ok: '正常',
      stale: '数据陈旧',
      unreachable: '无法连接',
      unauthorized: '未授权',
      invalid: '应答不可用',
    },
    failure: {
      network: '无法连接',
      tls: '证书或 TLS 问题',
      timeout: '超时未应答',
      unauthorized: '凭据被拒绝',
      status: 'HTTP 错误',
      redirect: '重定向到别处',
      'too-large': '应答过大',
      'not-json': '应答不是 JSON',
      'api-error': '服务器报告错误',
      'wrong-shape': '应答结构不符',
    },
  },
};
