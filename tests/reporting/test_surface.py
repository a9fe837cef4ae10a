import repli.reporting


def test_what_the_room_offers_changes_only_on_purpose() -> None:
    assert repli.reporting.__all__ == [
        "Alert",
        "CommissionFacts",
        "Communique",
        "LogHead",
        "Naive",
        "NextStep",
        "PlanSummary",
        "PublicFacts",
        "PublishedText",
        "SignedDeparture",
        "SignedHistory",
        "Truth",
        "alerts_of",
        "commission_page",
        "communique_of",
        "communique_pdf",
        "communique_text",
        "public_facts",
        "public_page",
        "signed_history",
        "summary_of",
        "truth_line",
    ]
