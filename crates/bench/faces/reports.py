"""The peers of reports: the same data as a page, as PDF and as a radar, with what one would take in Python.

Prints nanoseconds of this process's processor, a line a figure.
"""

import io
import json
import pathlib
import sys
import time

import jinja2
import matplotlib
import plotly.graph_objects
import reportlab.lib.pagesizes
import reportlab.lib.styles
import reportlab.platypus
import weasyprint

matplotlib.use("svg")
import matplotlib.pyplot

REPORT = json.loads((pathlib.Path(sys.argv[1]) / "report.json").read_text())

PAGE = jinja2.Environment(autoescape=True).from_string(
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ r.name }}</title><style>
body { font-family: sans-serif } table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid #ccc; text-align: left }
</style></head><body><h1>{{ r.name }}</h1><p>{{ r.period.first }} – {{ r.period.last }}</p>
<h2>Performance</h2><table><tr><th>Metric</th><th>Own</th><th>Trend</th></tr>
{% for m in r.metrics %}<tr><td>{{ m.own.metric }}</td><td>{{ m.own.value }}</td><td>{{ m.arrow }}</td></tr>{% endfor %}</table>
<h2>Skills</h2><table><tr><th>Area</th><th>Score</th><th>Trend</th></tr>
{% for a in r.areas %}<tr><td>{{ a.area }}</td><td>{{ a.rating.published }}</td><td>{{ a.rating.trend }}</td></tr>{% endfor %}</table>
<h2>Strengths</h2>{% for s in r.strengths %}<h3>{{ s.area }} {{ s.score }}</h3><blockquote>{{ s.highlight.quote }}</blockquote>{% endfor %}
<h2>Focus areas</h2>{% for f in r.focus_areas %}<h3>{{ f.area }} {{ f.score }}</h3><p>{{ f.words.reason }}</p><p>{{ f.words.tip }}</p>
<p>{{ f.words.practice }}</p><blockquote>{{ f.example.quote }}</blockquote>{% endfor %}
<h2>Progress</h2><table>{% for p in r.progress %}<tr><td>{{ p.week }}</td><td>{{ p.area }}</td><td>{{ p.change }}</td></tr>{% endfor %}</table>
</body></html>"""
)


def page():
    return PAGE.render(r=REPORT)


def by_weasyprint():
    return weasyprint.HTML(string=page()).write_pdf(pdf_variant="pdf/ua-1")


STYLES = reportlab.lib.styles.getSampleStyleSheet()


def by_reportlab():
    def table(rows):
        return reportlab.platypus.Table([[str(cell) for cell in row] for row in rows], repeatRows=1)

    def text(words, style="BodyText"):
        return reportlab.platypus.Paragraph(str(words), STYLES[style])

    story = [text(REPORT["name"], "Title"), text("Performance", "Heading2")]
    story.append(table([["Metric", "Own", "Trend"]] + [[m["own"]["metric"], m["own"]["value"], m["arrow"]] for m in REPORT["metrics"]]))
    story.append(text("Skills", "Heading2"))
    areas = [[a["area"], a["rating"]["published"], a["rating"]["trend"]] for a in REPORT["areas"]]
    story.append(table([["Area", "Score", "Trend"]] + areas))
    for strength in REPORT["strengths"]:
        story += [text(strength["area"], "Heading3"), text(strength["highlight"]["quote"])]
    for focus in REPORT["focus_areas"]:
        story += [text(focus["area"], "Heading3")] + [text(focus["words"][key]) for key in ("reason", "tip", "practice")]
    story.append(table([["Week", "Area", "Change"]] + [[p["week"], p["area"], p["change"]] for p in REPORT["progress"]]))
    file = io.BytesIO()
    reportlab.platypus.SimpleDocTemplate(file, pagesize=reportlab.lib.pagesizes.A4).build(story)
    return file.getvalue()


SCORES = [(area["area"], area["rating"]["published"] or 0) for area in REPORT["areas"]]


def by_matplotlib():
    step = 2 * 3.141592653589793 / len(SCORES)
    angles = [step * place for place in range(len(SCORES))]
    figure, axes = matplotlib.pyplot.subplots(subplot_kw={"projection": "polar"})
    axes.plot(angles + angles[:1], [score for _, score in SCORES + SCORES[:1]])
    axes.set_xticks(angles, [area for area, _ in SCORES])
    axes.set_ylim(0, 100)
    file = io.StringIO()
    figure.savefig(file, format="svg")
    matplotlib.pyplot.close(figure)
    return file.getvalue()


def by_plotly():
    trace = plotly.graph_objects.Scatterpolar(r=[score for _, score in SCORES], theta=[area for area, _ in SCORES], fill="toself")
    # Its SVG takes a browser; this is what the browser would be handed.
    return plotly.graph_objects.Figure(trace).to_json()


def measured(name, count, work):
    work()
    runs = []
    for _ in range(3):
        start = time.process_time_ns()
        for _ in range(count):
            work()
        runs.append((time.process_time_ns() - start) / count)
    print(name, sorted(runs)[1])


measured("jinja", 200, page)
measured("weasyprint", 3, by_weasyprint)
measured("reportlab", 20, by_reportlab)
measured("matplotlib", 5, by_matplotlib)
measured("plotly", 20, by_plotly)
