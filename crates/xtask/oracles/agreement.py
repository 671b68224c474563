"""Agreement and severity beside krippendorff, statsmodels and pingouin: random tables of ratings with holes."""

import random
import warnings

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
import touchline
from scipy.stats import f as fisher
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

TABLES = 10_000
CLOSE = 1e-9
LEVELS = ["nominal", "ordinal", "interval", "ratio"]
FORMS = {"ICC(1,1)": "icc_1_1", "ICC(A,1)": "icc_2_1", "ICC(C,1)": "icc_3_1", "ICC(1,k)": "icc_1_k", "ICC(A,k)": "icc_2_k", "ICC(C,k)": "icc_3_k"}


def near(found: float | None, wanted: float, what: str) -> None:
    assert found is not None and abs(found - wanted) <= CLOSE * max(1.0, abs(wanted)), f"{what}: {found} is not {wanted}"


def table(dice: random.Random) -> tuple[str, np.ndarray]:
    """Raters by subjects: stars, yes and no, totals, or names, who follow what the subject is worth more or less, with holes or without."""
    raters, subjects = dice.randint(2, 6), dice.randint(2, 15)
    kind, holes, noise = dice.choice(["stars", "yes or no", "totals", "names"]), dice.choice([0.0, 0.0, 0.2]), dice.uniform(0.1, 3)
    worth, lenient = [dice.gauss(3, 1.2) for _ in range(subjects)], [dice.gauss(0, 0.5) for _ in range(raters)]
    given = {
        "stars": lambda raw: float(min(5, max(1, round(raw)))),
        "yes or no": lambda raw: float(raw > 3),
        "totals": lambda raw: round(min(100, max(0, raw * 20)), 1),
        # Which name is which says nothing of how far two are apart.
        "names": lambda raw: float(round(raw) * 7 % 4),
    }[kind]
    one = lambda rater, subject: np.nan if dice.random() < holes else given(worth[subject] + lenient[rater] + dice.gauss(0, noise))
    return kind, np.array([[one(rater, subject) for subject in range(subjects)] for rater in range(raters)])


def long(ratings: np.ndarray, kind: str = "") -> list[dict]:
    said = lambda value: {"category": f"name {int(value)}"} if kind == "names" else {"value": float(value)}
    return [
        {"subject": f"s{subject:02}", "rater": f"r{rater}", **said(value)}
        for rater, row in enumerate(ratings)
        for subject, value in enumerate(row)
        if value == value
    ]


def alpha_agrees(ratings: np.ndarray, level: str, kind: str, what: str) -> bool:
    told = touchline.agreement.krippendorff({"level": level, "ratings": long(ratings, kind)})
    shared = (~np.isnan(ratings)).sum(axis=0) > 1
    values = ratings[:, shared]
    if shared.sum() < 2 or len(np.unique(values[~np.isnan(values)])) < 2:
        assert told["alpha"] is None and told["undefined"], what
        return False
    near(told["alpha"], krippendorff.alpha(values, level_of_measurement=level), f"alpha {level} {what}")
    return True


def kappas_agree(ratings: np.ndarray, kind: str, what: str) -> int:
    """Cohen's of each two raters, over all places that a rating may have between the least and the greatest; of names, which have no
    places, the plain one."""
    level = "nominal" if kind == "names" else "ordinal"
    told, found = 0, touchline.agreement.cohen({"level": level, "ratings": long(ratings, kind)})
    for pair in found["pairs"]:
        one, other = (ratings[int(pair[who][1:])] for who in ("first", "second"))
        both = ~np.isnan(one) & ~np.isnan(other)
        one, other, kappa = one[both], other[both], pair["kappa"]
        if both.sum() < 2 or len(np.unique([one, other])) < 2:
            assert kappa["plain"] is None and kappa["undefined"], what
            continue
        places = np.arange(min(one.min(), other.min()), max(one.max(), other.max()) + 1)
        counts = np.array([[((one == first) & (other == second)).sum() for second in places] for first in places])
        weighted = [] if kind == "names" else [("linear", "linear"), ("quadratic", "quadratic")]
        for name, weights in [("plain", None), *weighted]:
            wanted = cohens_kappa(counts, wt=weights)
            near(kappa[name]["kappa"], wanted.kappa, f"{name} {what}")
            # Squared, since the package's error of what is sure is the root of what rounding leaves.
            near(kappa[name]["standard_error"] ** 2, wanted.var_kappa, f"error of {name} {what}")
            # Where that is all that rounding leaves, the bounds are apart by its root.
            if wanted.var_kappa > CLOSE:
                near(kappa[name]["interval"]["low"], wanted.kappa_low, f"lower bound of {name} {what}")
                near(kappa[name]["interval"]["high"], wanted.kappa_upp, f"upper bound of {name} {what}")
        told += 1
    return told


def fleiss_agrees(ratings: np.ndarray, kind: str, what: str) -> None:
    names = np.unique(ratings)
    counts = np.array([[(column == name).sum() for name in names] for column in ratings.T])
    told = touchline.agreement.fleiss({"ratings": long(ratings, kind)})
    if len(names) < 2:
        assert told["undefined"] == "no_variation", what
    else:
        near(told["kappa"], fleiss_kappa(counts), f"Fleiss' kappa {what}")


def bounds(ratings: np.ndarray) -> dict[str, tuple[float, float]]:
    """The bounds of the six forms, as McGraw and Wong (1996) have them, over SciPy's distribution of F."""
    raters, subjects = ratings.shape
    grand, of_raters, of_subjects = ratings.mean(), ratings.mean(axis=1, keepdims=True), ratings.mean(axis=0, keepdims=True)
    between = raters * ((of_subjects - grand) ** 2).sum() / (subjects - 1)
    within = ((ratings - of_subjects) ** 2).sum() / (subjects * (raters - 1))
    judges = subjects * ((of_raters - grand) ** 2).sum() / (raters - 1)
    freedom = (subjects - 1) * (raters - 1)
    rest = ((ratings - of_raters - of_subjects + grand) ** 2).sum() / freedom
    point = lambda above, below: fisher.ppf(0.975, above, below)
    found = {}
    for form, left, of_left in (("1", within, subjects * (raters - 1)), ("C", rest, freedom)):
        ratios = (between / left / point(subjects - 1, of_left), between / left * point(of_left, subjects - 1))
        found[f"ICC({form},1)"] = tuple((ratio - 1) / (ratio + raters - 1) for ratio in ratios)
        found[f"ICC({form},k)"] = tuple(1 - 1 / ratio for ratio in ratios)
    single = (between - rest) / (between + (raters - 1) * rest + raters * (judges - rest) / subjects)
    of_judges, of_rest = raters * single * judges / rest, subjects * (1 + (raters - 1) * single) - raters * single
    both = freedom * (of_judges + of_rest) ** 2 / ((subjects - 1) * of_judges**2 + of_rest**2)
    strict = raters * judges + (raters * subjects - raters - subjects) * rest
    low, high = point(subjects - 1, both), point(both, subjects - 1)
    found["ICC(A,1)"] = (
        subjects * (between - low * rest) / (low * strict + subjects * between),
        subjects * (high * between - rest) / (strict + subjects * high * between),
    )
    found["ICC(A,k)"] = tuple(bound * raters / (1 + bound * (raters - 1)) for bound in found["ICC(A,1)"])
    return found


def correlations_agree(ratings: np.ndarray, what: str) -> bool:
    """Where something is left besides subjects and raters: without it there is no interval, and pingouin divides by 0. It refuses
    fewer than five ratings."""
    grand, of_raters, of_subjects = ratings.mean(), ratings.mean(axis=1, keepdims=True), ratings.mean(axis=0, keepdims=True)
    if np.abs(ratings - of_raters - of_subjects + grand).max() < 1e-9 or np.ptp(of_subjects) < 1e-9 or ratings.size < 5:
        return False
    told = touchline.agreement.intraclass({"ratings": long(ratings)})["figures"]
    wanted, exact = pingouin.intraclass_corr(pd.DataFrame(long(ratings)), "subject", "rater", "value"), bounds(ratings)
    for row in wanted.to_dict("records"):
        form = told[FORMS[row["Type"]]]
        if abs(row["ICC"]) > 1e9:
            # A share of nothing, but for what rounding leaves of it.
            assert form["correlation"] is None, f"{row['Type']} {what}"
            continue
        near(form["correlation"], row["ICC"], f"{row['Type']} {what}")
        near(form["f"], row["F"], f"F of {row['Type']} {what}")
        near(form["p"], row["pval"], f"p of {row['Type']} {what}")
        if form["interval"] is None:
            # Subjects hardly differ, and a point of the distribution lies beyond all numbers; or the mean of all has no bound below.
            single = told["icc_2_1"]["interval"]
            has_end = single and single["low"] > -1 / (len(ratings) - 1)
            assert row["F"] < 0.05 or (row["Type"] == "ICC(A,k)" and not has_end), f"interval of {row['Type']} {what}"
            continue
        for end, bound, own in zip(("low", "high"), row["CI95"], exact[row["Type"]]):
            # The package tells its bounds to two places.
            assert abs(form["interval"][end] - bound) <= 0.005 + 1e-9 or abs(bound) > 1e3, f"{end} of {row['Type']} {what}"
            near(form["interval"][end], own, f"{end} of {row['Type']} {what}")
    return True


def severity_agrees(dice: random.Random, what: str) -> None:
    """One part, as a regression on who was rated and who rated, whose coefficients of raters add up to 0."""
    people, raters = dice.randint(2, 8), dice.randint(2, 5)
    judged = [(person, rater) for person in range(people) for rater in range(raters) if rater == 0 or dice.random() < 0.6]
    judged += [dice.choice(judged) for _ in range(dice.randint(0, 4))]
    raters = max(rater for _, rater in judged) + 1
    if len({rater for _, rater in judged}) < raters or raters < 2:
        return
    scores = [round(dice.gauss(60, 15), 1) for _ in judged]
    told = touchline.agreement.severity({
        "ratings": [{"person": f"p{person}", "rater": f"r{rater}", "value": score} for (person, rater), score in zip(judged, scores)]
    })
    # The last rater's leniency is what the others' add up to, turned around.
    columns = [[float(person == which) for person, _ in judged] for which in range(people)]
    columns += [[float(rater == which) - float(rater == raters - 1) for _, rater in judged] for which in range(raters - 1)]
    fitted = sm.OLS(np.array(scores), np.array(columns).T).fit()
    for which in range(people):
        near(told["people"][which]["adjusted"], fitted.params[which], f"worth {what}")
    for which in range(raters - 1):
        near(told["raters"][which]["leniency"], fitted.params[people + which], f"leniency {what}")
        if fitted.df_resid > 0:
            near(told["raters"][which]["standard_error"], fitted.bse[people + which], f"its error {what}")


def main(seed: int = 7) -> None:
    dice = random.Random(seed)
    alphas = kappas = correlations = 0
    for number in range(TABLES):
        (kind, ratings), what = table(dice), f"of table {number}"
        alphas += sum(alpha_agrees(ratings, level, kind, what) for level in (LEVELS[:1] if kind == "names" else LEVELS))
        if float(np.nanmax(ratings)) <= 5:
            kappas += kappas_agree(ratings, kind, what)
        if not np.isnan(ratings).any():
            fleiss_agrees(ratings, kind, what)
            correlations += kind != "names" and correlations_agree(ratings, what)
        severity_agrees(dice, what)
    assert alphas > TABLES and kappas > TABLES and correlations > TABLES // 4
    print(f"{TABLES} tables: {alphas} alphas, {kappas} pairs' kappas, {correlations} times six correlations agree with krippendorff, statsmodels and pingouin")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
