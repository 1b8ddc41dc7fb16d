package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"image"
	"image/color"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
)

// manifest says that the program speaks UTF-8 and that paths may be long
// (Application Manifests of the Windows SDK).
//
//go:embed manifest.xml
var manifest []byte

// zhCN is the language of the version resource (MS-LCID: zh-CN).
const zhCN = 0x0804

// withResources puts icon, manifest and version into a program for Windows.
func withResources(exe []byte, number string) ([]byte, error) {
	var set winres.ResourceSet
	icon, err := winres.NewIconFromImages(icons())
	if err != nil {
		return nil, err
	}
	if err := set.SetIcon(winres.ID(1), icon); err != nil {
		return nil, err
	}
	if err := set.Set(winres.RT_MANIFEST, winres.ID(1), winres.LCIDNeutral, manifest); err != nil {
		return nil, err
	}
	info, err := versionInfo(number)
	if err != nil {
		return nil, err
	}
	set.SetVersionInfo(*info)
	var out bytes.Buffer
	err = set.WriteToEXE(&out, bytes.NewReader(exe))
	return out.Bytes(), err
}

// versionInfo is what Windows shows as the file's details.
func versionInfo(number string) (*version.Info, error) {
	var v [4]uint16
	if _, err := fmt.Sscanf(number, "%d.%d.%d", &v[0], &v[1], &v[2]); err != nil {
		return nil, fmt.Errorf("version %q: %w", number, err)
	}
	info := &version.Info{FileVersion: v, ProductVersion: v, Type: version.App}
	for key, value := range map[string]string{
		version.ProductName: "年报 Nianbao", version.FileDescription: "政府信息公开工作年度报告", version.OriginalFilename: "nianbao.exe",
		version.InternalName: "nianbao", version.FileVersion: number, version.ProductVersion: number, version.LegalCopyright: "AGPL-3.0",
	} {
		if err := info.Set(zhCN, key, value); err != nil {
			return nil, err
		}
	}
	return info, nil
}

// icons gives the program's picture in the sizes that Windows shows: a sheet
// with a red heading and a seal.
func icons() []image.Image {
	var all []image.Image
	for _, size := range []int{16, 24, 32, 48, 64, 128, 256} {
		all = append(all, icon(size))
	}
	return all
}

// sub is how many samples a pixel has along each side.
const sub = 4

// icon draws the picture. Each pixel is the mean of its samples.
func icon(size int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			var r, g, b, a int
			for i := range sub * sub {
				c := paint(float64(x*sub+i%sub)/float64(size*sub), float64(y*sub+i/sub)/float64(size*sub))
				r, g, b, a = r+int(c.R)*int(c.A), g+int(c.G)*int(c.A), b+int(c.B)*int(c.A), a+int(c.A)
			}
			if a > 0 {
				img.SetNRGBA(x, y, color.NRGBA{uint8(r / a), uint8(g / a), uint8(b / a), uint8(a / (sub * sub))})
			}
		}
	}
	return img
}

// paint gives the picture's colour at a place, 0 to 1 from the upper left.
func paint(x, y float64) color.NRGBA {
	red, ink, paper := color.NRGBA{200, 16, 30, 255}, color.NRGBA{90, 90, 90, 255}, color.NRGBA{255, 255, 255, 255}
	far := (x-0.66)*(x-0.66) + (y-0.72)*(y-0.72)
	switch in := func(left, top, right, bottom float64) bool { return left <= x && x < right && top <= y && y < bottom }; {
	case far < 0.19*0.19 && far > 0.14*0.14:
		return red
	case !in(0.14, 0.03, 0.86, 0.97):
		return color.NRGBA{}
	case !in(0.17, 0.06, 0.83, 0.94):
		return ink
	case in(0.26, 0.16, 0.74, 0.25):
		return red
	case in(0.26, 0.34, 0.74, 0.38), in(0.26, 0.45, 0.74, 0.49), in(0.26, 0.56, 0.56, 0.60):
		return ink
	}
	return paper
}
