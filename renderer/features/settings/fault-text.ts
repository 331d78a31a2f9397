import { assertNever } from '../../../shared/result';
import type { FieldFault } from '../../../shared/settings/draft-check';
import type { Texts } from '../../i18n/catalogue';

/** What to correct, in the user's language. Numbers are written as they have to be typed. */
export function faultText(t: Texts['settings'], field: string, fault: FieldFault): string {
  switch (fault.kind) {
    case 'url':
      return t.fault.url[fault.fault];
    case 'number':
      return t.fault.number(String(fault.min), String(fault.max));
    case 'positive':
      return t.fault.positive;
    case 'threshold-order':
      return t.fault.thresholdOrder;
    case 'name-empty':
      return t.fault.nameEmpty;
    case 'too-long':
      return t.fault.tooLong;
    case 'id-format':
      return t.fault.idFormat;
    case 'id-taken':
      return t.fault.idTaken;
    case 'header-name':
      return t.fault.headerName;
    case 'header-own':
      return t.fault.headerOwn;
    case 'header-value':
      return t.fault.headerValue;
    case 'cert-pair':
      return t.fault.certPair;
    case 'secret-empty':
      return t.fault.secretEmpty[field.endsWith('.token') ? 'token' : 'password'];
    case 'secret-elsewhere':
      return t.fault.secretElsewhere(fault.origin);
    case 'secret-refused':
      return t.auth.refused(fault.message);
    case 'file-empty':
      return t.fault.fileEmpty;
    case 'other':
      return fault.message;
    default:
      return assertNever(fault);
  }
}
