package html

import "testing"

func seedFiles(testing.TB) [][]byte {
	return [][]byte{
		[]byte(`<html><head><meta charset=gbk><title>t</title></head><body><div><p align=center>某局2020年政府信息公开工作年度报告</p><ol><li>a<li>b</ol><table><tr><td rowspan=0>x<td colspan=3>&nbsp;<tr><td>1<br>2</table></div></body></html>`),
		[]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E5=B9=B4</p>\r\n--b--\r\n"),
	}
}
