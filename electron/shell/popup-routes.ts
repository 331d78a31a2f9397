import * as v from 'valibot';
import type { Popup } from '../../shared/domain/popups';
import type { Route } from '../../shared/ipc/api';
import { MAX_POPUP_PLACES, popupPlace, type StateStore } from '../settings/state-store';
import { popupRoute } from './popup-options';

/** Where a click on a popup leads whose alert is not known. */
export const ANY_ALERT: Route = { page: 'alerts' };

/** Which alert each of the latest popups told of, over restarts: notification centres keep popups longer than we run. */
export interface PopupRoutes {
  keep(popup: Popup): void;
  /** By the popup's id, if it has one: to the alert it told of, else to the list. */
  of(id: string | undefined): Route;
}

export function createPopupRoutes(state: Pick<StateStore, 'current' | 'update'>): PopupRoutes {
  return {
    keep(popup) {
      const route = popupRoute(popup);
      // Every other popup leads to the list anyway.
      if (route.page !== 'alert') return;
      const place = { id: popup.id, env: route.env, alert: route.id };
      // What the next start would refuse must not cost it the others.
      if (!v.is(popupPlace, place)) return;
      const others = state.current().popups.filter((one) => one.id !== popup.id);
      state.update({ popups: [...others, place].slice(-MAX_POPUP_PLACES) });
    },
    of(id) {
      const place = state.current().popups.find((one) => one.id === id);
      return place === undefined ? ANY_ALERT : { page: 'alert', env: place.env, id: place.alert };
    },
  };
}
