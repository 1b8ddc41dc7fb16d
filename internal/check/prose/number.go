package prose

// Count is what a number counts.
type Count uint8

// What numbers count. Those from Received on stand in a form's tables.
const (
	Unread    Count = iota // it is left unexplained
	NoCount                // a year, a date, the number of a document, a telephone
	Slogan                 // 办结一件申请、解决一个问题
	Item                   // a part or a total of things that no table has
	OtherWork              // applications for licences, hot lines, motions
	Rate                   // a percentage of its own: 办结率100%
	ShareOf                // 占60%
	Growth                 // 增长15%, 增加3件
	Base                   // 较上年的8件
	Some                   // applications, but not all of them
	Received
	Fresh // new ones only
	Accepted
	Answered
	Handled
	CarriedIn
	CarriedOut
	Results
	Applicants
	Reviews
	Suits
	Cases // reviews and suits
	Outcomes
	Documents
	Decisions
	Items // of licences
	FeesTaken
	RowOf // of a table before 2019
)

// Doubt is why a number is not compared, though it is known what it counts.
type Doubt uint8

// The reasons, in the order in which they are looked for.
const (
	Sure      Doubt = iota
	Vague           // 10余件
	OfPart          // 其中…
	OtherTime       // another year, or a part of this one
	OtherBody
	Qualified // words between that may mean some of them only
	Wished    // 力争
)

// A Number is one number of the prose, and how it is read.
type Number struct {
	S      *Sentence
	Token  int // in S.Tokens
	Of     Count
	Doubt  Doubt
	Words  [2]int // bytes of the sentence that say so
	Term   *Term  // of results, applicants, outcomes, rows, documents, decisions: which
	Thing  *Term  // of documents: the kind; of outcomes: of which cases
	Verb   Class  // of documents: Made, Repealed, Valid
	Each   bool   // of cases: as many reviews as suits
	Also   []*Term
	Both   bool  // of what was received: with what was carried in
	Part   bool  // behind 其中, or in brackets
	Direct bool  // of applicants: 受理自然人申请, no part of a total
	Total  bool  // 两项共15件: behind the two
	Rest   bool  // 其他, 企业 behind 自然人: it may stand for all that its list does not name
	Mild   bool  // it is read so with less certainty: no error
	Change Count // of growth: what it is of, where its own clause says so; Unread: it does not
	Shown  bool  // of decisions: those that were published, which may be fewer
	Wide   bool  // of a row: by words that may be of some of it only
	All    bool  // 12件申请中: those that came in, or all that were dealt with
	Since  bool  // 累计, and from when on is not told
	Until  bool  // only until when: 截至年底累计
	Group  int   // the group that it is a part of; -1
}

// Quantity gives the number itself.
func (n *Number) Quantity() *Quantity { return n.S.Tokens[n.Token].Number }

// Became reports whether a number counts what became of applications, or cases.
func (n *Number) Became() bool { return n.Of == Results || Reviews <= n.Of && n.Of <= Outcomes }

// At gives where the number stands in its sentence.
func (n *Number) At() (from, to int) { t := &n.S.Tokens[n.Token]; return t.At, t.End }
