"""Options of the test suite."""


def pytest_addoption(parser):
    parser.addoption(
        "--golden", action="store_true", help="write the golden output of seeds/ anew instead of comparing"
    )
