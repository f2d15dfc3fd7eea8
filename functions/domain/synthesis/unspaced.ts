/** Names in scripts that put no blank between words: how they are split, and where one stands as a person's. */
import type { Steps } from './steps.ts'

export type UnspacedName = { whole: string[]; family: string; given: string }
export type UnspacedHit = { start: number; end: number; person: number }

const script = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}々ー]/u
export const isUnspaced = (word: string): boolean => script.test(word)
const hangul = /\p{Script=Hangul}/u
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const han = /[\p{Script=Han}々]/u
const katakana = /[\p{Script=Katakana}ー]/u

/** Families written with two characters or three; any other is taken to have one in Chinese and Korean, two in Japanese. */
const longFamilies =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|公孙|令狐|慕容|长孙|司徒|夏侯|端木|남궁|황보|제갈|선우|독고|사공|서문|佐々木|五十嵐|長谷川|久保田|大久保|小野寺|佐久間|宇佐美|小笠原|長谷部|二階堂)/
const shortJapanese =
  /^(?:林|森|原|泉|東|南|北|西|関|岸|堀|星|谷|辻|桂|沖|浜|岡|島|菅|畑|秦|柳|榎|梶|楠|橘|堤|轟|湊|峰|牧|緑|宮|向|旭|岩|梅|柏|角|桐|境|榊|滝|椿|露|仲|錦|畠|平|藤|槇|松|室|元|柴)(?=.{2}$)/
const familyOf = (whole: string): string => {
  const long = longFamilies.exec(whole)
  if (long !== null && long[0].length < whole.length) return long[0]
  const letters = Array.from(whole)
  if (hangul.test(whole) || letters.length < 4) {
    if (letters.length === 3 && !hangul.test(whole) && kana.test(whole)) return letters.slice(0, 2).join('')
    return letters[0] ?? ''
  }
  return shortJapanese.exec(whole)?.[0] ?? letters.slice(0, 2).join('')
}

/** Three characters are a Chinese family of one or a Japanese one of two; both are tried. */
export const unspacedNames = (name: string): UnspacedName[] => {
  const written = name.normalize('NFKC').trim()
  if (!script.test(written)) return []
  const parts = written.split(/[\s・·]+/)
  const joined = parts.join('')
  if (joined.length < 2 || joined.length > 16) return []
  const whole = [joined, parts.join(' '), parts.join('\u3000'), parts.join('・')]
  const [first = '', ...others] = parts
  if (others.length > 0) return [{ whole, family: first, given: others.join('') }]
  const split = (family: string): UnspacedName => ({ whole, family, given: joined.slice(family.length) })
  const letters = Array.from(joined)
  const isThree = letters.length === 3 && !hangul.test(joined) && !longFamilies.test(joined)
  return isThree ? [split(letters[0] ?? ''), split(letters.slice(0, 2).join(''))] : [split(familyOf(joined))]
}

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
/** Names of two characters that are words. */
const wordsOfHan =
  set(`高山 高原 高峰 高兴 高速 高度 高级 高明 白雪 白天 白云 白色 白银 黄金 黄色 黄河 黄昏 江河 江山 江南 江湖 周全 周末 周围 周期 周年 周密 马上 马路
 马力 马达 张开 张力 张望 王牌 王国 李子 方向 方法 方便 方案 方正 石头 石油 金属 金钱 金融 金额 安全 安静 安装 安定 安心 常常 常见 常用 常规 时间 时候 时常 程序 程度 成功 成本
 成果 成立 成熟 任务 任何 任意 于是 余下 余额 单独 单位 云端 云海 温度 温和 温柔 文件 文字 文明 文化 路由 路线 路径 连接 连续 平台 平安 平衡 平静 明白 明显 明确 明亮 光明 光辉
 和平 和谐 水平 花费 花园 梁木 林木 森林 海洋 海洋 春天 春风 夏天 秋天 冬天 雷电 雷雨 雪花 阳光 星光 月亮 长江 长城 胜利 希望 自由 自然 正义 正常 永远 永久 真实 建设 建立 国家
 建设 健康 健全 向前 向阳 新生 新年 大海 大山 小心 小雨 小雪 天明 天空 天然 清明 清楚 宁静 安宁 明天 晴天 光线 光栄 未来 希望 健康 愛情 恵み 平和 平成 明治 大和 正義 勇気 誠実
 美人 千里 一番 一部 一応 自然 東京 南北 中央 中心 中東 上下 西部 東部 北部 南部 小川 中川 石川 山口 山形 福島 長野 宮城 秋田 千葉 高知 香川 徳島 広島 岡山 大分 宮崎 本田 平野
 平原 高原 森林 林業 松林 桜井 泉水 星空 大森 大原 川上 川口 川下 山本 谷間 谷川`)
/** Given names that are words of Korean. */
const wordsOfHangul =
  set(`하늘 바다 나라 보라 가람 물결 이슬 슬기 한별 새벽 아름 사랑 은하 우리 나무 소리 기쁨 다솜 미소 구름 노을 마음 햇살 봄 여름 가을 겨울 시내 초록 하나 두리 다운 송이
 나래 누리 빛나 샛별 한솔 진주 진실 진리 수정 정상 정지 정도 주의 주요 지원 지도 지수 지식 지방 지역 지금 상태 상황 상호 성공 성능 성실 영원 영구 영향 유지 유일 인정 인사 인수 재현 재원 준수 준비
 진행 진수 태양 태도 현재 현실 현지 형태 희망 시원 서원 동시 동안 경미 경주 세계 세상 신호 선의 선미 소원 소유 시작 유리 유용 이유 인기 자연 장미 정원 주인 하루 미래 보람 한길`)

const japaneseTitle =
  /^[ \u3000]?(さん|さま|様|氏|君|くん|ちゃん|先生|殿|先輩|部長|課長|係長|主任|社長|室長|次長|本部長|リーダー|マネージャー)/
const chineseTitle =
  /^(?:先生|女士|小姐|老师|老師|经理|經理|主管|总监|總監|主任|工程师|工程師|博士|教授|同学|同事|总(?![是结共体是])|工(?=[说问在不也去来把到]|没|，|。|$)|师傅|部长|处长|科长|组长|組長|院长|主席)/
const chineseAct =
  /^(?:说|說|问|問|批准|重启|重啟|值班|回复|回覆|打电话|打電話|不知道|知道|告诉|告訴|答应|承认|发现|發現|没有?(?:看|说|回|接|来))/
const chineseAddress = /(?:问了?|問了?|叫醒了?|告诉了?|請|请|找了?|联系了?|聯繫了?|通知了?)$/
const koreanTitle =
  /^ ?(?:씨|님|군|양|선생|과장|부장|차장|대리|팀장|사장|이사|상무|전무|선임|책임|수석|주임|매니저|교수|박사|사원|실장|본부장|센터장|파트장|반장)/
const koreanRest =
  /^(?:씨|님|군|양|선생님?|과장님?|부장님?|차장님?|대리님?|팀장님?|이사님?|매니저님?)?(?:이|가|은|는|을|를|의|에게서?|한테서?|께서?|께|와|과|랑|이랑|이가|이는|이를|이의|이도|이한테|이에게|도|만|만이|로|으로|보다|처럼|까지|부터|야|아|이야|였습니다|입니다|이었습니다|이라고|라고)?$/
const koreanPersonal = /^(?:씨|님|군|양|선생|이?에게|이?한테|께)/

type Role = 'whole' | 'family' | 'given'
type Entry = { person: number; role: Role }
export type UnspacedIndex = { entries: ReadonlyMap<string, Entry[]>; longest: number }

export const unspacedIndex = (names: readonly (readonly UnspacedName[])[]): UnspacedIndex => {
  const entries = new Map<string, Entry[]>()
  let longest = 0
  const add = (word: string, person: number, role: Role): void => {
    if (word === '') return
    longest = Math.max(longest, word.length)
    const those = entries.get(word) ?? []
    if (those.some(entry => entry.role === role)) return
    entries.set(word, [...those, { person, role }])
  }
  names.forEach((own, person) => {
    for (const { whole, family, given } of own) {
      for (const written of whole) add(written, person, 'whole')
      add(family, person, 'family')
      add(given, person, 'given')
    }
  })
  return { entries, longest }
}

const thai = /\p{Script=Thai}/u
const thaiTitle = /(?:คุณ|พี่|น้อง|นาย|นาง|นางสาว|ดร\.|อาจารย์) ?$/u
/** As long as few words are. */
const fewestOfThai = 5

/** Where the name ends, honorific included; null where it stands as no person's. */
const standsAt = (text: string, start: number, end: number, role: Role, isJapanese: boolean): number | null => {
  const word = text.slice(start, end)
  const behind = text.slice(end, end + 10)
  const before = text.slice(Math.max(0, start - 4), start)
  if (hangul.test(word)) {
    if (hangul.test(text[start - 1] ?? '')) return null
    if (role === 'family' && word.length === 1) return /^ ?\S/.test(behind) && koreanTitle.test(behind) ? end : null
    const rest = /^\p{Script=Hangul}*/u.exec(behind)?.[0] ?? ''
    if (!koreanRest.test(rest)) return null
    if (role === 'family') return koreanTitle.test(behind) ? end : null
    if (role === 'given' && (word.length < 2 || wordsOfHangul.has(word)))
      return koreanPersonal.test(rest) || koreanTitle.test(behind) ? end : null
    return end
  }
  if (thai.test(word)) {
    // People are called by the first name; the other one is often a word.
    const isSure = role === 'whole' || (role === 'family' && word.length >= fewestOfThai)
    return isSure || (word.length > 1 && thaiTitle.test(text.slice(Math.max(0, start - 9), start))) ? end : null
  }
  if (isJapanese || katakana.test(word)) {
    const title = japaneseTitle.exec(behind)
    const isHonorific = title !== null && /^(?:さん|さま|様|氏|君|くん|ちゃん|先生|殿|先輩)$/.test(title[1] ?? '')
    const until = isHonorific ? end + title[0].length : end
    const last = word.at(-1) ?? ''
    const goesOn = (neighbour: string): boolean =>
      (han.test(last) && han.test(neighbour)) || (katakana.test(last) && katakana.test(neighbour))
    if (title !== null && !goesOn(text[start - 1] ?? '')) return until
    if (role === 'whole') return word.length > 2 || !goesOn(text[end] ?? '') ? until : null
    if (word.length < 2 || wordsOfHan.has(word) || /^\p{Script=Hiragana}+$/u.test(word)) return null
    return goesOn(text[end] ?? '') || goesOn(text[start - 1] ?? '') ? null : until
  }
  if (role === 'family') {
    if (chineseTitle.test(behind)) return end
    // 老王, 小王.
    return /(?:^|[^\p{Script=Han}]|[问找叫和跟是由])[老小]$/u.test(before) &&
      /^(?:说|問|问|的|在|没|也|就|把|被|[，。！？\s]|$)/u.test(behind)
      ? end
      : null
  }
  if (word.length < 2) return null
  if (wordsOfHan.has(word))
    return chineseTitle.test(behind) ||
      (chineseAddress.test(before) && !/^[上下里中的]/.test(behind)) ||
      chineseAct.test(behind)
      ? end
      : null
  // A given name of two characters before 路 or 区 is a place.
  return role === 'given' && /^[路街区區镇市县縣站桥橋]/.test(behind) ? null : end
}

/** As many lookups at each place as the longest name has letters. */
export const unspacedIn = (text: string, { entries, longest }: UnspacedIndex, steps: Steps): UnspacedHit[] => {
  if (entries.size === 0) return []
  const isJapanese = kana.test(text)
  const hits: UnspacedHit[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (!script.test(text[at] ?? '')) continue
    steps.take(longest)
    for (let length = Math.min(longest, text.length - at); length > 0; length -= 1) {
      const those = entries.get(text.slice(at, at + length))
      if (those === undefined) continue
      const ends = those.map(({ role, person }) => ({ person, end: standsAt(text, at, at + length, role, isJapanese) }))
      const found = ends.find(({ end }) => end !== null)
      if (found === undefined || found.end === null) continue
      hits.push({ start: at, end: found.end, person: found.person })
      at = found.end - 1
      break
    }
  }
  return hits
}
