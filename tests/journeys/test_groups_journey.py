"""A quality lead looks at sub-groups, at what changed, and at a region: without scripts, on a phone."""

from playwright.sync_api import expect

from browsing import Enter, fits_and_is_accessible, follow


def test_from_a_unit_to_its_change_its_groups_and_its_region(enter: Enter) -> None:
    page = enter("quality-lead", 320, scripts=False)
    page.goto("/desk/inspections/?q=Northmarch+Dale&stage=unpublished")
    follow(page.locator('main a[href*="-dale-demonstration/"]').nth(1))
    follow(page.get_by_role("link", name="Since the previous inspection"))
    main = page.locator("main")
    expect(main).to_contain_text("Northmarch Dale (demonstration), two years ago")
    expect(main).to_contain_text("The share of all cases")
    page.go_back()
    follow(page.get_by_role("link", name="Sub-groups"))
    expect(main).to_contain_text("Female: fewer than 10 cases")
    page.go_back()
    follow(page.get_by_role("link", name="The region"))
    expect(main).to_contain_text("Not in this picture, for want of frozen answers: Northmarch Shore")
    expect(main).to_contain_text("is an assumption")


def test_the_three_pages_are_accessible(enter: Enter) -> None:
    page = enter("quality-lead")
    page.goto("/desk/inspections/?q=Northmarch+Dale&stage=unpublished")
    follow(page.locator('main a[href*="-dale-demonstration/"]').nth(1))
    start = page.locator("main").get_by_role("link", name="Since the previous inspection")
    change = start.get_attribute("href") or ""
    region = page.get_by_role("link", name="The region").get_attribute("href") or ""
    for path in (change, change.replace("/change/", "/groups/"), region):
        page.goto(path)
        fits_and_is_accessible(page, path)
