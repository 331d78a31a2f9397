import type { Messages } from './messages';

export const zh: Messages = {
  language: 'zh',
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
    lostTitle: (environment: string) => `无法监视 ${environment}`,
    lostBody: (servers: readonly string[], minutes: number, why: string) =>
      `已有 ${minutes} 分钟读不到 ${servers.join('、')} 的数据，新告警将无法看到。${why}`,
    regainedTitle: (environment: string) => `已恢复监视 ${environment}`,
    regainedBody: (minutes: number) => `此前有 ${minutes} 分钟无法监视。`,
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
    undelivered: (n) => `${n} 条在 Prometheus 触发但未到达 Alertmanager`,
    noRules: (environments) => `${environments} 没有任何告警规则`,
    notDelivered: '未到达 Alertmanager',
    blind: (sources) => `无法确认：${sources}`,
    pausedUntil: (time) => `弹窗暂停至 ${time}`,
    noAlerts: '没有触发中的告警',
    silenceFor1h: '静默 1 小时…',
    openAlert: '查看',
    pause30: '暂停弹窗 30 分钟',
    pause60: '暂停弹窗 1 小时',
    pauseToday: '暂停弹窗至今天 9:00',
    pauseTomorrow: '暂停弹窗至明天 9:00',
    resume: '恢复弹窗',
    open: '打开 Batchwatch',
    quit: '退出',
  },
  shell: {
    hintTitle: 'Batchwatch 仍在监视',
    hintBody: '只是关闭了窗口，弹窗提醒照常。可从托盘图标或再次启动 Batchwatch 打开窗口。',
    settings: {
      missing: (file: string) => `设置文件 ${file} 不存在，已使用默认设置。`,
      unreadable: (file: string, detail: string) =>
        `无法读取设置文件 ${file}（${detail}），已使用默认设置。`,
      broken: (file: string, detail: string) =>
        `设置文件 ${file} 无法使用：${detail}。已使用默认设置。`,
      newer: (file: string, version: number) =>
        `设置文件 ${file} 由更新版本的 Batchwatch 写入（版本 ${version}），已使用默认设置。`,
      fixFirst: (file: string) =>
        `${file} 保持原样。请先修正并重新启动，在此之前不会保存任何设置。`,
      unwritable: (detail: string) => `设置无法写入磁盘：${detail}`,
    },
    secrets: {
      plain:
        '此桌面环境没有受保护的密钥存储（只有明文），因此不会保存密码或令牌。请启动 GNOME Keyring 或 KWallet 等密钥环，或改为引用文件。',
      unavailable: '系统的受保护存储没有响应，无法保存密码或令牌。请改为引用文件，或稍后再试。',
      protected:
        '保存凭据的文件无法使用，已保持原样，因此不会更改其中的内容。请修正后重新启动，或改为引用文件。',
      unreadable: (file: string, detail: string) =>
        `无法读取保存凭据的文件 ${file}（${detail}），该文件保持原样。请修正后重新启动，在此之前不会更改其中的内容。`,
      broken: (file: string) => `保存凭据的文件 ${file} 已损坏或版本不符，请重新输入密码和令牌。`,
      brokenInPlace: (file: string) =>
        `保存凭据的文件 ${file} 已损坏或版本不符，且无法移到一旁，因此保持原样。请修正后重新启动，在此之前不会更改其中的内容。`,
      elsewhere: (ids: string) =>
        `已保存的凭据只发送给当初为其输入的服务器，请为此服务器重新输入（${ids}）。`,
    },
    link: {
      refused: '只打开不含凭据的 http 或 https 链接。',
    },
    watcherStoppedTitle: 'Batchwatch 无法监视',
    watcherRestarts: '监视线程意外停止，正在重新启动。',
    watcherGone: '监视线程反复停止，目前没有监视任何内容：请重新启动 Batchwatch。',
    troubleTitle: 'Batchwatch 出现问题',
    troubleBody: 'Batchwatch 继续运行，但有一部分失败了。详情见日志文件。',
    demoFailed: '演示环境无法启动。详情见日志文件。',
    menu: { file: '文件', edit: '编辑', view: '视图', window: '窗口' },
    pick: {
      ca: '证书颁发机构（PEM）',
      cert: '客户端证书（PEM）',
      key: '客户端私钥（PEM）',
      pem: 'PEM 文件',
      all: '所有文件',
    },
  },
  source: {
    state: {
      never: '尚无应答',
      ok: '正常',
      stale: '数据陈旧',
      unreachable: '无法连接',
      unauthorized: '未授权',
      invalid: '应答不可用',
      unknown: '未知',
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
      'no-rules':
        '没有加载任何告警规则，因此不会触发任何告警。请加载规则；若规则在别处执行，请改用能同时列出这些规则的地址（Thanos Query、Mimir）',
      'rules-failing': '有告警规则执行失败，不会触发告警',
      unwatched: '目前没有进行监视',
    },
    reason: {
      withCode: (words, code) => `${words}（${code}）`,
      network: {
        refused: (host) => `${host} 拒绝连接`,
        'unknown-name': (host) => `找不到主机 ${host}`,
        'name-lookup': (host) => `暂时无法解析主机名 ${host}`,
        'no-way': (host) => `没有通往 ${host} 的路由`,
        'not-taken': (host) => `${host} 未及时接受连接`,
        closed: (host) => `${host} 未应答就关闭了连接`,
        'cut-off': (host) => `${host} 在应答中途关闭了连接`,
        'not-http': (host) => `${host} 使用的不是 HTTP 协议`,
        damaged: (host) => `${host} 的压缩应答已损坏`,
        failed: (host) => `与 ${host} 的通信失败`,
      },
      certificate: {
        'self-signed': '服务器的证书是自签名证书，不受信任',
        'private-authority': '服务器的证书由不受信任的私有机构签发；请指定其 CA 文件',
        'unknown-authority': '不认识签发服务器证书的机构；请指定其 CA 文件',
        expired: '服务器的证书已过期',
        'not-yet-valid': '服务器的证书尚未生效',
        'other-name': '服务器的证书属于另一个名称',
      },
      handshake: (detail, hint) => `TLS 握手失败${detail === '' ? '' : `：${detail}`}${hint}`,
      hint: {
        'plain-http': '；这是不加密的 http 服务器吗？',
        'client-certificate': '；它是否要求客户端证书？',
        none: '',
      },
      timeout: {
        'no-connection': (seconds) => `${seconds} 秒内未能建立连接`,
        'no-answer': (seconds) => `${seconds} 秒内没有应答`,
        'no-end': (seconds) => `应答在 ${seconds} 秒内没有结束`,
      },
      tooLarge: (mib) => `应答超过 ${mib} MiB`,
      command: {
        interrupted: '已中断：计算机进入睡眠或设置有更改',
        'no-alertmanager': '没有配置 Alertmanager',
        'no-silence-id': '应答中没有静默 ID',
        'page-instead': '应答的是一个网页，而不是 Alertmanager',
      },
    },
  },
};
