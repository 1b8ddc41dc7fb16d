package sign

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
)

// TSA is a time stamp service over HTTP (RFC 3161 3.4).
type TSA struct {
	URL    string
	Client *http.Client // nil: one that waits half a minute
	Random io.Reader    // nil: crypto/rand
	Time   time.Time    // of signing
}

// longestAnswer is how long a service's answer may be.
const longestAnswer = 1 << 20

// patience is how long an answer is waited for.
const patience = 30 * time.Second

// Stamp asks for a time stamp token over a signature. The error is a
// *diag.Diagnostic.
func (t *TSA) Stamp(signature []byte) ([]byte, error) {
	if u, err := url.Parse(t.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, t.say("时间戳服务的地址不对，应以 http:// 或 https:// 开头", "the time stamp service's address is wrong; it begins with http:// or https://")
	}
	random := t.Random
	if random == nil {
		random = rand.Reader
	}
	nonce, err := rand.Int(random, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, err
	}
	answer, err := t.ask(cms.StampRequest(signature, nonce))
	if err != nil {
		return nil, err
	}
	token, err := cms.StampResponse(answer, signature, nonce)
	switch {
	case errors.Is(err, cms.ErrRejected):
		return nil, t.say("时间戳服务拒绝了请求", "the time stamp service refuses the request")
	case err != nil:
		return nil, t.say("时间戳服务的回答不对", "the time stamp service's answer is wrong")
	}
	stamp, err := cms.ParseStamp(token, signature)
	if err != nil {
		return nil, t.say("时间戳服务的回答不对", "the time stamp service's answer is wrong")
	}
	if !cms.ValidAt(stamp.Token.Signer, stamp.Time) {
		return nil, t.say("时间戳服务的证书不在有效期内（%s 至 %s）", "the time stamp service's certificate is not valid (from %s to %s)",
			stamp.Token.Signer.NotBefore.Format(time.DateOnly), stamp.Token.Signer.NotAfter.Format(time.DateOnly))
	}
	if d := stamp.Time.Sub(t.Time).Abs(); d > day {
		return nil, t.say("时间戳的时间和电脑的时间相差太多（%s）", "the time stamp's time and this computer's differ too much (%s)", d.Round(time.Hour))
	}
	return token, nil
}

func (t *TSA) ask(request []byte) ([]byte, error) {
	client := t.Client
	if client == nil {
		client = &http.Client{Timeout: patience}
	}
	r, err := client.Post(t.URL, "application/timestamp-query", bytes.NewReader(request))
	if err != nil {
		return nil, t.say("时间戳服务没有回答：%v", "the time stamp service does not answer: %v", err)
	}
	defer r.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(r.Body, longestAnswer+1))
	switch {
	case err != nil:
		return nil, t.say("时间戳服务没有答完：%v", "the time stamp service's answer breaks off: %v", err)
	case r.StatusCode != http.StatusOK:
		return nil, t.say("时间戳服务回答：%s", "the time stamp service answers: %s", r.Status)
	case len(answer) > longestAnswer:
		return nil, t.say("时间戳服务的回答太长", "the time stamp service's answer is too long")
	}
	return answer, nil
}

func (t *TSA) say(zh, en string, args ...any) error {
	return diag.New(diag.Pos{File: redacted(t.URL)}, diag.T(zh, en, args...),
		diag.T("请检查地址和网络，或换一个时间戳服务；没有写任何文件。", "check the address and the network, or try another service; nothing was written."))
}

// redacted gives an address without a password in it.
func redacted(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return "?"
}
