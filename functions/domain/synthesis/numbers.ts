/** Numbers that reach a person: telephone numbers as countries write them, extensions, staff numbers. */

type Span = { start: number; end: number }

const telephone =
  /(?:tel(?:ephone|efon\p{L}*|éfono|\.)?|phone(?: (?:no|number))?|mobile|mobil(?:nummer)?|cell|fax|handy|festnetz|rufnummer|tél\.?|téléphone|portable|telefone|telemóvel|celular|móvil|kom(?:órka|\.)|telefon\p{L}*|cep|gsm|puh(?:elin)?|тел(?:ефон)?|моб(?:ильный)?|τηλ(?:έφωνο)?|κιν(?:ητό)?|cellulare|telefoon|電話(?:番号)?|携帯|連絡先|電話|전화(?:번호)?|휴대폰|핸드폰|연락처|电话|手机|联系(?:方式)?|手機|聯絡)$/iu
/** Whoever is told to call is given a number; a number this short without more is a count. */
const calling =
  /(?:call|ring|dial|reach(?:able)?|text|under|at|erreichbar|unter|anrufen|ruft?|wählen|joindre|appele[rz]|au|llám\p{L}*|al|marcar|lig\p{L}+|para|dzwoni\p{L}*|zadzwo\p{L}*|ara\p{L}*|soitt\p{L}*|звони\p{L}*|набр\p{L}*|καλέσ\p{L}*)$/iu
const extension =
  /(?:ext(?:ension)?|durchwahl|dw|nebenstelle|apparat|poste|interno|ramal|wewn(?:ętrzny)?|dahili|alanumero|доб(?:авочный)?|εσωτ(?:ερικό)?|内線|내선|分机|轉|转)$/iu
const staff =
  /(?:(?:employee|staff|personnel|payroll|badge|worker|emp)[ -]?(?:no|nr|number|id|#|num)?|pers(?:onal)?\.?[ -]?(?:nr|nummer)|personalnummer|mitarbeiter(?:nummer|-?nr|-id)|stammnummer|matricul[ea]|matrícula|matricola|n[°ºo.]* ?d.(?:agent|employé\p{L}*)|(?:n[.º°]*|número|num\.) ?(?:de )?(?:empleado|personal|ficha|mecanográfico|funcionário|colaborador)|legajo|(?:nr|numer) (?:ewid(?:encyjny)?|pracownika|kadrowy|służbowy)|sicil(?: (?:no|numarası))?|personel (?:no|numarası)|(?:henkilö|henkilöstö|työntekijä)numero|табельный (?:номер|№)|таб\.? ?(?:№|номер)|(?:αριθμός|αρ\.?) μητρώου|personeelsnummer|anställningsnummer|törzsszám\p{L}*|社員番号|従業員番号|社員ID|사번|직원 ?번호|사원 ?번호|工号|工號|员工编号|员工号|員工編號|职工号)$/iu
/** Between two numbers of which the first reaches somebody. */
const either =
  /^(?:\s*(?:,|\/|;|or|oder|ou|o|lub|albo|veya|ya da|tai|или|ή|または|또는|或|and|und|et|y|e|i|ve|ja|и|και)\s*(?:(?:al|no|le|au|unter|to)\s+)?){1,2}(?:(?:ext|durchwahl|dw|poste)\.? ?-?)?$/iu

/** What is counted or named by a number: behind it stands no telephone. */
const thing =
  /(?:order|ticket|id|build|job|case|request|account|invoice|incident|issue|row|offset|sku|commit|version|error|code|port|pid|uid|auftrag|bestellung|fall|vorgang|commande|dossier|pedido|incidencia|encomenda|chamado|zamówienie|zgłoszenie|заказ|тикет|заявка|tilaus|tiketti|sipariş|bilet|παραγγελία|δελτίο|注文|票|订单|工单|주문|티켓)$/iu

/** Digits with what countries write between them. */
const written =
  /(?<![\p{L}\p{N}])(?:\p{L}{1,3}-?)?(?:\+|\(|(?<=\s)-)?\d(?:[ ()/.\u00a0\u2011–-]{0,3}\d){1,17}(?![\p{N}])/gu

const isDate = (text: string): boolean =>
  /^(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?!\d)/.test(text)
const isMachine = (text: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}(?!\d)/.test(text)
/** 1 234 567, 1.234.567: a count. */
const isCount = (text: string): boolean => /^[1-9]\d{0,2}(?:([ .\u00a0])\d{3})(?:\1\d{3})*$/.test(text)

const isNational = (text: string): boolean => {
  const digits = text.replaceAll(/\D/g, '')
  if (text.startsWith('+')) return digits.length >= 8 && digits.length <= 15
  if (/^\(0\d/.test(text) || /^0[1-9]/.test(text))
    return digits.length >= 9 && digits.length <= 12 && !/^0\d*\.\d+$/.test(text)
  if (/^\(?[2-9]\d\d\)?[ .-]\d{3}[.-]\d{4}$/.test(text)) return true
  if (/^8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]\d\d[ -]\d\d$/.test(text)) return true
  return /^1[3-9]\d[ -]\d{4}[ -]\d{4}$/.test(text)
}

const before = (text: string, start: number): string =>
  text.slice(Math.max(0, start - 40), start).replace(/[\s.:：#№°º=(-]+$/u, '')

/** Every number that reaches somebody, in order. */
export const numbersIn = (text: string): Span[] => {
  const found: Span[] = []
  for (const match of text.matchAll(written)) {
    const [raw] = match
    const digits = raw.replaceAll(/\D/g, '').length
    const start = match.index
    const end = start + raw.length
    const lead = before(text, start)
    const previous = found.at(-1)
    const gap = previous === undefined || start - previous.end > 16 ? null : text.slice(previous.end, start)
    const isPlain = !isDate(raw) && !isMachine(raw) && !/^[:%]/.test(text.slice(end))
    const isStaff = digits >= 3 && digits <= 10 && staff.test(lead) && !isDate(raw)
    const isReached =
      isPlain &&
      !/^\p{L}/u.test(raw) &&
      ((isNational(raw) && !thing.test(lead)) ||
        (digits >= 5 && digits <= 15 && telephone.test(lead)) ||
        (digits <= 6 && extension.test(lead)) ||
        (digits >= 7 &&
          digits <= 15 &&
          calling.test(lead) &&
          !/^[1-9]\d{6,}$/.test(raw) &&
          !(isCount(raw) && digits !== 9)) ||
        (gap !== null && digits >= 7 && either.test(gap)))
    if (isStaff || isReached) found.push({ start: raw.startsWith('-') ? start + 1 : start, end })
  }
  return found
}
