// Loaded into a real Electron before the app: keeps what the desktop was told, for electron-app.ts.
const { Notification, Tray, shell, dialog } = require('electron');

const shown = { popups: [], trays: [], openedLinks: [], files: [] };
globalThis.batchwatchShown = shown;

const show = Notification.prototype.show;
Notification.prototype.show = function () {
  shown.popups.push(this);
  return show.call(this);
};

for (const [method, field] of [
  ['setImage', 'icon'],
  ['setToolTip', 'tooltip'],
  ['setContextMenu', 'menu'],
]) {
  const original = Tray.prototype[method];
  Tray.prototype[method] = function (value) {
    let entry = shown.trays.find((known) => known.tray === this);
    if (entry === undefined) {
      entry = { tray: this, icon: '', tooltip: '', menu: null };
      shown.trays.push(entry);
    }
    entry[field] = value;
    return original.call(this, value);
  };
}

shell.openExternal = async (url) => {
  shown.openedLinks.push(url);
};
dialog.showOpenDialog = async () => {
  const filePaths = shown.files.shift() ?? [];
  return { canceled: filePaths.length === 0, filePaths };
};
